package dev.llmbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.client.HelpTexts;
import dev.llmbridge.client.HelpTexts.HelpText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** The texts in an image are what Picocli would print. */
class HelpRendererTest {
    private static final String VERSION = "1.2.3";
    private static final Map<List<String>, HelpText> TEXTS = HelpRenderer.texts(VERSION);

    static List<List<String>> calls() {
        List<List<String>> calls = new ArrayList<>(List.of(List.of("help")));
        for (String option : List.of("--help", "-h", "--version", "-V")) {
            calls.add(List.of(option));
            verbs().forEach(verb -> calls.add(List.of(verb, option)));
        }
        verbs().forEach(verb -> calls.add(List.of("help", verb)));
        return calls;
    }

    private static Stream<String> verbs() {
        return ManPages.program("0").getSubcommands().keySet().stream();
    }

    @Test
    void there_is_a_text_for_each_call_that_asks_only_for_help_or_the_version() {
        assertThat(TEXTS.keySet()).containsExactlyInAnyOrderElementsOf(calls()).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_text_is_what_picocli_prints(List<String> call) {
        assertThat(TEXTS.get(call).plain() + "\n").isEqualTo(printedByPicocli(Ansi.OFF, call));
        assertThat(TEXTS.get(call).styled() + "\n").isEqualTo(printedByPicocli(Ansi.ON, call));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void only_the_styled_text_has_escape_sequences(List<String> call) {
        HelpText text = TEXTS.get(call);
        assertThat(text.plain()).doesNotContain("\u001b");
        assertThat(text.styled().replaceAll("\u001b\\[[0-9]+m", "")).isEqualTo(text.plain());
        boolean hasStyles = !text.plain().endsWith(VERSION);
        assertThat(text.styled().contains("\u001b")).isEqualTo(hasStyles);
    }

    /** Picocli encodes its output in the locale's character set, which does not matter if it is ASCII. */
    @ParameterizedTest
    @MethodSource("calls")
    void a_text_is_ascii(List<String> call) {
        assertThat(TEXTS.get(call).styled()).matches("(?s)[\\x00-\\x7f]*");
    }

    @Test
    void the_version_is_that_of_the_build() {
        assertThat(TEXTS.get(List.of("--version")).plain()).isEqualTo("waybar-llm-bridge " + VERSION);
    }

    private static String printedByPicocli(Ansi ansi, List<String> call) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = ManPages.program(VERSION)
                .setUsageHelpWidth(HelpTexts.COLUMNS)
                .setColorScheme(Help.defaultColorScheme(ansi))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(call.toArray(String[]::new));
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        return out.toString();
    }
}
