package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.Appearance;
import dev.llmbridge.session.Expiry;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    private static final Instant NOW = Instant.parse("2026-11-22T13:05:00Z");
    private static final Look LOOK = Look.read(Appearance.DEFAULT).look();

    @Test
    void model_and_cost_are_shown() {
        assertThat(line(usage("Opus 4.5", 2.51))).isEqualTo("Opus 4.5 | $2.51");
    }

    @Test
    void without_data_it_is_still_a_line() {
        assertThat(line(Usage.NONE)).isEqualTo("Claude | $0.00");
    }

    @Test
    void it_is_plain_text_that_cannot_drive_a_terminal() {
        assertThat(line(usage("<O> & \u001B[2J\n\u0007x", 0))).isEqualTo("<O> & [2J x | $0.00");
    }

    private static Session session(Usage usage) {
        return BarRendererTest.session("s", "/w/one", usage);
    }

    private static Overview overview(Usage usage) {
        return Overview.at(List.of(session(usage)), NOW, Expiry.DEFAULT);
    }

    private static String line(Usage usage) {
        return StatusLine.of(session(usage), usage, overview(usage), LOOK, NOW).render(true, StatusLine.UNBOUNDED);
    }

    private static Usage usage(String model, double costUsd) {
        return new Usage(model, costUsd, 0, 0, 0, 0, OptionalInt.empty(), 0, 0, Optional.empty(), Optional.empty());
    }
}
