package dev.llmbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.Environment;
import dev.llmbridge.display.Listing;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingStyleTest {
    @ParameterizedTest
    @CsvSource({"120, 120", "' 40 ', 40", "0, 80", "-3, 80", "wide, 80", "'', 80"})
    void a_terminal_is_as_wide_as_it_is_said_to_be(String columns, int width) {
        assertThat(style(true, Map.of("COLUMNS", columns)).width()).isEqualTo(width);
    }

    @Test
    void a_pipe_takes_whole_lines_unless_told_otherwise() {
        assertThat(style(false, Map.of()).width()).isEqualTo(Listing.UNBOUNDED);
        assertThat(style(false, Map.of("COLUMNS", "60")).width()).isEqualTo(60);
    }

    @Test
    void only_a_terminal_that_knows_colours_and_may_show_them_gets_them() {
        assertThat(style(true, Map.of("TERM", "xterm")).colourful()).isTrue();
        assertThat(style(false, Map.of("TERM", "xterm")).colourful()).isFalse();
        assertThat(style(true, Map.of("TERM", "dumb")).colourful()).isFalse();
        assertThat(style(true, Map.of()).colourful()).isFalse();
        assertThat(style(true, Map.of("TERM", "xterm", "NO_COLOR", "1")).colourful())
                .isFalse();
    }

    private static Listing style(boolean terminal, Map<String, String> variables) {
        return ListingStyle.of(new Environment(variables, 1000), terminal);
    }
}
