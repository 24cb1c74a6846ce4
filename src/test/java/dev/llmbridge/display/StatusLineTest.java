package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.session.Usage;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    @Test
    void model_and_cost_are_shown() {
        assertThat(StatusLine.render(usage("Opus 4.5", 2.51))).isEqualTo("Opus 4.5 | $2.51");
    }

    @Test
    void without_data_it_is_still_a_line() {
        assertThat(StatusLine.render(Usage.NONE)).isEqualTo("Claude | $0.00");
    }

    @Test
    void it_is_plain_text_that_cannot_drive_a_terminal() {
        assertThat(StatusLine.render(usage("<O> & \u001B[2J\n\u0007x", 0))).isEqualTo("<O> & [2J x | $0.00");
    }

    private static Usage usage(String model, double costUsd) {
        return new Usage(model, costUsd, 0, 0, 0, 0, OptionalInt.empty(), 0, 0, Optional.empty(), Optional.empty());
    }
}
