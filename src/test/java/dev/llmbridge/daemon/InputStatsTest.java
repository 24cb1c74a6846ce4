package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InputStatsTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    /** The origin of the monotonic clock is arbitrary, so its values may be negative. */
    private static final long START = -5 * MINUTE / 2;

    private final InputStats stats = new InputStats();
    private final LogRecorder log = new LogRecorder(InputStats.class);

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void received_and_dropped_datagrams_are_counted() {
        stats.received();
        stats.received();
        stats.dropped(START);

        assertThat(stats.receivedCount()).isEqualTo(2);
        assertThat(stats.droppedCount()).isEqualTo(1);
    }

    @Test
    void dropped_datagrams_are_reported_immediately_and_then_at_most_once_a_minute() {
        for (int second = 0; second < 150; second++) {
            for (int i = 0; i < 10; i++) {
                stats.dropped(START + Duration.ofSeconds(second).toNanos());
            }
        }

        assertThat(log.lines)
                .containsExactly(
                        "WARN dropped unreadable datagrams: 1",
                        "WARN dropped unreadable datagrams: 600",
                        "WARN dropped unreadable datagrams: 600");
        assertThat(stats.droppedCount()).isEqualTo(1_500);
    }

    @Test
    void an_unknown_status_is_logged_once_and_counted() {
        stats.unknownStatus("asleep");
        stats.unknownStatus("dreaming");

        assertThat(log.lines)
                .containsExactly("WARN a client's session file has the unknown status 'asleep', which is ignored");
        assertThat(stats.unknownStatusCount()).isEqualTo(2);
        assertThat(stats.lastUnknownStatus()).isEqualTo("dreaming");
    }

    @Test
    void without_dropped_datagrams_nothing_is_logged() {
        stats.received();

        assertThat(log.lines).isEmpty();
    }
}
