package dev.llmbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.FakeLibc;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {
    @Test
    void a_terminal_is_as_wide_as_it_is_whatever_the_environment_says() {
        assertThat(terminal(120, Map.of("COLUMNS", "40")).width()).contains(120);
    }

    @ParameterizedTest
    @CsvSource({"120, 120", "' 40 ', 40", "0, 80", "-3, 80", "wide, 80", "'', 80"})
    void a_terminal_that_does_not_know_its_width_is_as_wide_as_it_is_said_to_be(String columns, int width) {
        assertThat(terminal(0, Map.of("COLUMNS", columns)).width()).contains(width);
        assertThat(terminal(-Errno.EAGAIN, Map.of("COLUMNS", columns)).width()).contains(width);
    }

    @Test
    void a_pipe_takes_whole_lines_unless_told_otherwise() {
        assertThat(pipe(Map.of()).width()).isEmpty();
        assertThat(pipe(Map.of("COLUMNS", "60")).width()).contains(60);
    }

    @Test
    void only_a_terminal_that_knows_colours_and_may_show_them_gets_them() {
        assertThat(terminal(80, Map.of("TERM", "xterm")).colourful()).isTrue();
        assertThat(pipe(Map.of("TERM", "xterm")).colourful()).isFalse();
        assertThat(terminal(80, Map.of("TERM", "xterm", "NO_COLOR", "1")).colourful())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dumb", ""})
    void a_terminal_of_no_known_kind_gets_none(String term) {
        assertThat(terminal(80, Map.of("TERM", term)).colourful()).isFalse();
    }

    private static Terminal terminal(int columns, Map<String, String> variables) {
        return Terminal.ofStandardOutput(
                new FakeLibc() {
                    @Override
                    public boolean isTerminal(int descriptor) {
                        return descriptor == 1;
                    }

                    @Override
                    public int terminalColumns(int descriptor) {
                        assertThat(descriptor).isEqualTo(1);
                        return columns;
                    }
                },
                new Environment(variables, 1000));
    }

    private static Terminal pipe(Map<String, String> variables) {
        return Terminal.ofStandardOutput(
                new FakeLibc() {
                    @Override
                    public boolean isTerminal(int descriptor) {
                        return false;
                    }
                },
                new Environment(variables, 1000));
    }
}
