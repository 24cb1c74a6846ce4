package dev.llmbridge.session;

import java.time.Duration;
import java.time.Instant;

/**
 * One point in time on both clocks.
 *
 * @param wall the time of day
 * @param monotonic CLOCK_MONOTONIC in ns, which no change of the time of day moves
 */
public record Timestamp(Instant wall, long monotonic) {
    /** The time of day at a stamp of the monotonic clock; a stamp of the future, or none (0), counts as this moment. */
    public Instant wallAt(long stamp) {
        return wall.minusNanos(monotonic - bounded(stamp));
    }

    /** A client's stamp, so bounded that a wrong one cannot hold a session's later events back. */
    public long bounded(long stamp) {
        return stamp <= 0 || stamp > monotonic ? monotonic : stamp;
    }

    /** The stamp of the monotonic clock at a time of day; at least 1, as 0 means none. */
    public long stampAt(Instant time) {
        return Math.max(1, monotonic - Duration.between(time, wall).toNanos());
    }
}
