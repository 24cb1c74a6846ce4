package dev.llmbridge.display.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.llmbridge.display.Xml;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class FormatFuzzTest {
    private static final Pattern MESSAGE = Pattern.compile("at character (\\d+): .+");

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "{model} {?cost}\\{{cost:.2}{/cost}",
                        "{color:#00ff00}{icon} <b>{?tool}{tool:<12.20}{/tool}</b>{/color}\\n",
                        "{context_bar:10} {tokens:>6.1k} {elapsed:6} &amp; {modle}",
                        "<span color='red'>{activity:>100}</span>{/color}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void a_format_is_rejected_with_a_position_or_renders_as_well_formed_markup(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        Format line;
        Format lines;
        try {
            line = Format.parse(text);
            lines = Format.parseLines(text);
        } catch (FormatException e) {
            checkMessage(text, e.getMessage());
            return;
        }

        assertThat(line.asMarkup(FormatFuzzTest::value)).doesNotContain("\n", "\r");
        assertThat(line.asText(FormatFuzzTest::value)).doesNotContain("\n", "\r", "\u001B");
        assertThat(line.asTerminalText(FormatFuzzTest::value).replaceAll("\u001B\\[[0-9;]*m", ""))
                .isEqualTo(line.asText(FormatFuzzTest::value));
        assertThat(line.asMarkup(FormatFuzzTest::value)).satisfies(Xml::text);
        assertThat(lines.asMarkup(FormatFuzzTest::value)).satisfies(Xml::text);
    }

    private static void checkMessage(String text, String message) {
        Matcher matcher = MESSAGE.matcher(message);
        assertThat(matcher.matches()).as(message).isTrue();
        assertThat(Integer.parseInt(matcher.group(1))).isBetween(1, text.codePointCount(0, text.length()));
        assertThat(message).doesNotContainPattern("[\\p{Cc}\\p{Cs}]");
    }

    /** Every third field is unavailable. */
    private static FieldValue value(Field field) {
        if (field.ordinal() % 3 == 0) {
            return new FieldValue.Unavailable();
        }
        return switch (field.kind()) {
            case TEXT -> new FieldValue.Text("<b>&\n\u001B[31m🛠'\"");
            case COUNT -> new FieldValue.Count(Long.MAX_VALUE);
            case AMOUNT -> new FieldValue.Amount(1234.56789);
            case GAUGE -> new FieldValue.Gauge(37);
            case DURATION -> new FieldValue.Duration(100_000);
        };
    }
}
