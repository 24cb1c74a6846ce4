package dev.llmbridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.client.HelpTexts.HelpText;
import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.FakeLibc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTextsTest {
    private static final HelpTexts TEXTS = new HelpTexts(Map.of(
            List.of("--help"), new HelpText("help", "styled help"),
            List.of("status", "-h"), new HelpText("status", "styled status")));

    private static final int INPUT = 0;
    private static final int OUTPUT = 1;

    private final List<String> printed = new ArrayList<>();

    @Test
    void the_text_of_a_call_is_printed() {
        assertThat(print(pipes(), Map.of(), "--help")).hasValue(0);
        assertThat(print(pipes(), Map.of(), "status", "-h")).hasValue(0);
        assertThat(printed).containsExactly("help", "status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "status", "-h", "-h status", "status -h -h", "--help --version", "--format x --help"})
    void another_call_is_left_to_picocli(String words) {
        assertThat(print(pipes(), Map.of(), words.split(" "))).isEmpty();
        assertThat(print(pipes(), Map.of())).isEmpty();
        assertThat(printed).isEmpty();
    }

    @Test
    void all_calls_are_left_to_picocli_if_there_are_no_texts() {
        assertThat(HelpTexts.NONE.print(pipes(), environment(Map.of()), output(), "--help"))
                .isEmpty();
        assertThat(printed).isEmpty();
    }

    @Test
    void the_text_is_styled_on_a_terminal() {
        assertThat(print(terminal(80), Map.of(), "--help")).hasValue(0);
        assertThat(printed).containsExactly("styled help");
    }

    @Test
    void the_text_is_plain_unless_standard_input_and_output_are_terminals() {
        print(new FakeStreams(Set.of(OUTPUT), 80), Map.of(), "--help");
        print(new FakeStreams(Set.of(INPUT), 80), Map.of(), "--help");
        assertThat(printed).containsExactly("help", "help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", ""})
    void the_text_is_plain_if_the_user_wants_no_colours(String value) {
        assertThat(print(terminal(80), Map.of("NO_COLOR", value, "CLICOLOR_FORCE", "1"), "--help"))
                .hasValue(0);
        assertThat(printed).containsExactly("help");
    }

    @ParameterizedTest
    @CsvSource({"CLICOLOR, 0", "CLICOLOR, 1", "CLICOLOR_FORCE, 1", "CLICOLOR_FORCE, ''", "ConEmuANSI, OFF"})
    void calls_are_left_to_picocli_if_a_variable_affects_its_styles(String variable, String value) {
        assertThat(print(terminal(80), Map.of(variable, value), "--help")).isEmpty();
        assertThat(print(pipes(), Map.of(variable, value), "--help")).isEmpty();
        assertThat(printed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 79})
    void calls_on_a_narrow_terminal_are_left_to_picocli(int columns) {
        assertThat(print(terminal(columns), Map.of(), "--help")).isEmpty();
        assertThat(printed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 81, 200, 0, -Errno.EAGAIN})
    void the_text_is_printed_on_a_wide_terminal_or_one_of_unknown_width(int columns) {
        assertThat(print(terminal(columns), Map.of(), "--help")).hasValue(0);
        assertThat(printed).containsExactly("styled help");
    }

    @ParameterizedTest
    @CsvSource({"40, 40", "79, 79", "80, 80", "200, 80", "0, 80", "-11, 80"})
    void help_is_as_wide_as_a_narrow_terminal(int columns, int width) {
        assertThat(HelpTexts.columns(terminal(columns))).isEqualTo(width);
    }

    @Test
    void help_in_a_pipe_has_80_columns() {
        assertThat(HelpTexts.columns(pipes())).isEqualTo(80);
    }

    private OptionalInt print(FakeLibc libc, Map<String, String> variables, String... args) {
        return TEXTS.print(libc, environment(variables), output(), args);
    }

    private static Environment environment(Map<String, String> variables) {
        return new Environment(variables, 1000);
    }

    private Output output() {
        return new Output() {
            @Override
            public void print(String line) {
                printed.add(line);
            }

            @Override
            public void printError(String line) {
                throw new AssertionError(line);
            }
        };
    }

    private static FakeLibc terminal(int columns) {
        return new FakeStreams(Set.of(INPUT, OUTPUT), columns);
    }

    private static FakeLibc pipes() {
        return new FakeStreams(Set.of(), 0);
    }

    private static final class FakeStreams extends FakeLibc {
        private final Set<Integer> terminals;
        private final int columns;

        FakeStreams(Set<Integer> terminals, int columns) {
            this.terminals = terminals;
            this.columns = columns;
        }

        @Override
        public boolean isTerminal(int descriptor) {
            return terminals.contains(descriptor);
        }

        @Override
        public int terminalColumns(int descriptor) {
            assertThat(descriptor).isEqualTo(OUTPUT);
            return columns;
        }
    }
}
