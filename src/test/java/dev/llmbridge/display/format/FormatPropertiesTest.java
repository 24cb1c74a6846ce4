package dev.llmbridge.display.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.display.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

public class FormatPropertiesTest {
    @Property(tries = 4000)
    void a_format_is_rejected_or_renders_as_one_line_of_well_formed_markup(
            @ForAll("formats") String text, @ForAll String word, @ForAll long number) {
        Format format;
        try {
            format = Format.parse(text);
        } catch (FormatException e) {
            Matcher message = Pattern.compile("at character (\\d+): .+").matcher(e.getMessage());
            assertThat(message.matches()).as(e.getMessage()).isTrue();
            assertThat(Integer.parseInt(message.group(1))).isBetween(1, text.codePointCount(0, text.length()));
            return;
        }
        Format.FieldValues values = field -> value(field, word, number);

        String markup = format.asMarkup(values);

        assertThat(Xml.isWellFormed(markup)).as(markup).isTrue();
        assertThat(markup).doesNotContain("\n", "\r");
        assertThat(format.asText(values)).doesNotContain("\n", "\r", "\u001B");
        assertThat(withoutColours(format.asTerminalText(values))).isEqualTo(format.asText(values));
    }

    @Property
    void a_multiline_format_renders_as_well_formed_markup(@ForAll("formats") String text, @ForAll String word) {
        String markup;
        try {
            markup = Format.parseLines(text).asMarkup(field -> value(field, word, 1));
        } catch (FormatException e) {
            Assume.that(false);
            return;
        }

        assertThat(Xml.isWellFormed(markup)).as(markup).isTrue();
    }

    private static String withoutColours(String text) {
        return text.replaceAll("\u001B\\[[0-9;]*m", "");
    }

    /** About half of the fields are unavailable. */
    private static FieldValue value(Field field, String word, long number) {
        if ((field.ordinal() + word.length()) % 2 == 0) {
            return new FieldValue.Unavailable();
        }
        return switch (field.kind()) {
            case TEXT -> new FieldValue.Text(word);
            case COUNT -> new FieldValue.Count(number);
            case AMOUNT -> new FieldValue.Amount(number);
            case GAUGE -> new FieldValue.Gauge((int) Math.floorMod(number, 101L));
            case DURATION -> new FieldValue.Duration(Math.floorMod(number, 100_000L));
        };
    }

    @Provide
    public Arbitrary<String> formats() {
        List<String> pieces = new ArrayList<>(List.of(
                "{",
                "}",
                "{{",
                "\\{",
                "\\n",
                "<b>",
                "</b>",
                "<span color='red'>",
                "</span>",
                "&amp;",
                "&",
                "<",
                "'",
                "\n",
                "{color:red}",
                "{color:#00ff00}",
                "{/color}",
                "{modle}",
                "{cost:.2}",
                "{tokens:k}",
                " "));
        for (Field field : Field.values()) {
            pieces.add("{" + field.placeholder() + "}");
            pieces.add("{?" + field.placeholder() + "}");
            pieces.add("{/" + field.placeholder() + "}");
        }
        Arbitrary<String> block = Arbitraries.of(Field.values()).flatMap(field -> Arbitraries.of(pieces)
                .map(inner -> "{?" + field.placeholder() + "}" + inner + "{/" + field.placeholder() + "}"));
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.of(pieces), block, Arbitraries.strings().ofMaxLength(5));
        return piece.list().ofMaxSize(6).map(parts -> String.join("", parts));
    }
}
