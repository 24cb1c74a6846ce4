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

class StandardOutputTest {
    @Test
    void the_width_of_the_terminal_takes_precedence_over_the_environment() {
        assertThat(terminal(120, Map.of("COLUMNS", "40")).width()).contains(120);
    }

    @ParameterizedTest
    @CsvSource({"120, 120", "' 40 ', 40", "0, 80", "-3, 80", "wide, 80", "'', 80"})
    void a_terminal_without_a_width_uses_the_environment_or_80_columns(String columns, int width) {
        assertThat(terminal(0, Map.of("COLUMNS", columns)).width()).contains(width);
        assertThat(terminal(-Errno.EAGAIN, Map.of("COLUMNS", columns)).width()).contains(width);
    }

    @Test
    void a_pipe_has_no_width_unless_the_environment_sets_one() {
        assertThat(pipe(Map.of()).width()).isEmpty();
        assertThat(pipe(Map.of("COLUMNS", "60")).width()).contains(60);
    }

    @Test
    void only_a_terminal_with_colours_enabled_uses_colours() {
        assertThat(terminal(80, Map.of("TERM", "xterm")).useColour()).isTrue();
        assertThat(pipe(Map.of("TERM", "xterm")).useColour()).isFalse();
        assertThat(terminal(80, Map.of("TERM", "xterm", "NO_COLOR", "1")).useColour())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dumb", ""})
    void a_dumb_terminal_or_one_without_a_type_uses_no_colours(String term) {
        assertThat(terminal(80, Map.of("TERM", term)).useColour()).isFalse();
    }

    @Test
    void only_a_terminal_that_is_not_dumb_is_a_screen() {
        assertThat(terminal(80, Map.of("TERM", "xterm", "NO_COLOR", "1")).isScreen())
                .isTrue();
        assertThat(terminal(80, Map.of("TERM", "dumb")).isScreen()).isFalse();
        assertThat(terminal(80, Map.of()).isScreen()).isFalse();
        assertThat(pipe(Map.of("TERM", "xterm")).isScreen()).isFalse();
    }

    private static StandardOutput terminal(int columns, Map<String, String> variables) {
        return StandardOutput.of(
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

    private static StandardOutput pipe(Map<String, String> variables) {
        return StandardOutput.of(
                new FakeLibc() {
                    @Override
                    public boolean isTerminal(int descriptor) {
                        return false;
                    }
                },
                new Environment(variables, 1000));
    }
}
