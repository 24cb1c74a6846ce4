package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogRateLimitTest {
    private final LogRecorder log = new LogRecorder(LogRateLimit.class);
    private long now = Duration.ofHours(1).toNanos();
    private final LogRateLimit limit = new LogRateLimit(() -> now);

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void at_most_sixty_lines_per_minute_are_logged() {
        assertThat(logged(Level.WARNING, 1_000)).isEqualTo(60);

        elapse(Duration.ofSeconds(59));
        assertThat(logged(Level.SEVERE, 10)).isZero();

        elapse(Duration.ofSeconds(1));
        assertThat(logged(Level.INFO, 10)).isEqualTo(10);
        assertThat(log.lines).containsExactly("WARN 950 lines were omitted, because there are at most 60 per minute");
    }

    @Test
    void nothing_is_reported_after_a_minute_within_the_limit() {
        assertThat(logged(Level.INFO, 60)).isEqualTo(60);
        elapse(Duration.ofMinutes(1));
        assertThat(logged(Level.INFO, 1)).isOne();

        assertThat(log.lines).isEmpty();
    }

    @Test
    void lines_for_debugging_are_not_limited() {
        assertThat(logged(Level.FINE, 1_000)).isEqualTo(1_000);
        assertThat(logged(Level.INFO, 1)).isOne();
    }

    private void elapse(Duration time) {
        now += time.toNanos();
    }

    private int logged(Level level, int lines) {
        int logged = 0;
        for (int i = 0; i < lines; i++) {
            logged += limit.isLoggable(new LogRecord(level, "a line")) ? 1 : 0;
        }
        return logged;
    }
}
