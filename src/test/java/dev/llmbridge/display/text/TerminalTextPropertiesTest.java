package dev.llmbridge.display.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TerminalTextPropertiesTest {
    private static final String SEQUENCE = "\u001B\\[[0-9;]*m";

    @Property(tries = 3000)
    void a_truncated_line_fits_and_has_no_split_or_unterminated_sequence(
            @ForAll("coloured") String text, @ForAll @IntRange(min = 1, max = 40) int max) {
        String truncated = TerminalText.truncate(text, max);

        String plain = truncated.replaceAll(SEQUENCE, "");
        assertThat(plain).doesNotContain("\u001B");
        assertThat(TextWidth.of(plain)).isLessThanOrEqualTo(max);
        assertThat(TextSanitizer.clean(plain)).isEqualTo(plain);
        if (!truncated.equals(text) && truncated.contains("\u001B")) {
            assertThat(truncated).endsWith("\u001B[0m");
        }
    }

    @Provide
    Arbitrary<String> coloured() {
        Arbitrary<String> word = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(6).map(TextSanitizer::clean),
                Arbitraries.of(List.of(
                        "\u6F22\u5B57", "e\u0301", "\uD83D\uDC69\u200D\uD83D\uDCBB", "\uD83C\uDDE9\uD83C\uDDEA")));
        Arbitrary<String> block = word.map(text -> "\u001B[31m" + text + "\u001B[0m");
        return Arbitraries.oneOf(word, block).list().ofMaxSize(8).map(parts -> String.join("", parts));
    }
}
