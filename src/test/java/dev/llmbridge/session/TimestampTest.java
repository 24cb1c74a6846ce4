package dev.llmbridge.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {
    private static final Instant WALL = Instant.parse("2026-01-01T10:00:00Z");
    private static final long MONOTONIC = 5_000_000_000L;

    private final Timestamp now = new Timestamp(WALL, MONOTONIC);

    @Test
    void a_past_stamp_maps_to_the_same_age_in_wall_time() {
        assertThat(now.wallAt(MONOTONIC - 1_500_000_000L)).isEqualTo(WALL.minusMillis(1_500));
        assertThat(now.wallAt(1)).isEqualTo(WALL.minusNanos(MONOTONIC - 1));
        assertThat(now.bounded(MONOTONIC - 1)).isEqualTo(MONOTONIC - 1);
    }

    @Test
    void the_current_stamp_maps_to_the_current_wall_time() {
        assertThat(now.wallAt(MONOTONIC)).isEqualTo(WALL);
        assertThat(now.bounded(MONOTONIC)).isEqualTo(MONOTONIC);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, MONOTONIC + 1, Long.MAX_VALUE})
    void a_future_or_missing_stamp_counts_as_now(long stamp) {
        assertThat(now.wallAt(stamp)).isEqualTo(WALL);
        assertThat(now.bounded(stamp)).isEqualTo(MONOTONIC);
    }
}
