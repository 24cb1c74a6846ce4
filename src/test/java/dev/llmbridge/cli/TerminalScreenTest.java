package dev.llmbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalScreenTest {
    @Test
    void a_frame_overwrites_the_previous_one_without_clearing_the_screen_first() {
        assertThat(TerminalScreen.frame(List.of("one", "two"), 24))
                .isEqualTo("\u001b[Hone\u001b[K\ntwo\u001b[K\n\u001b[J");
    }

    @Test
    void a_frame_as_high_as_the_screen_does_not_scroll_it() {
        assertThat(TerminalScreen.frame(List.of("one", "two"), 2))
                .isEqualTo("\u001b[Hone\u001b[K\ntwo\u001b[K\u001b[J");
    }

    @Test
    void lines_that_do_not_fit_are_counted() {
        assertThat(TerminalScreen.frame(List.of("one", "two", "three", "four"), 3))
                .isEqualTo("\u001b[Hone\u001b[K\ntwo\u001b[K\nand 2 more\u001b[K\u001b[J");
        assertThat(TerminalScreen.frame(List.of("one", "two"), 1)).isEqualTo("\u001b[Hand 2 more\u001b[K\u001b[J");
    }
}
