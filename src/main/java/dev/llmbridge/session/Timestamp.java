package dev.llmbridge.session;

import java.time.Duration;
import java.time.Instant;

/**
 * One point in time on the wall clock and on the monotonic clock.
 *
 * @param wall the wall time
 * @param monotonic CLOCK_MONOTONIC in ns, unaffected by changes of the wall clock
 */
public record Timestamp(Instant wall, long monotonic) {
    /** Converts a monotonic stamp to wall time; a stamp in the future, or none (0), counts as this point in time. */
    public Instant wallAt(long stamp) {
        return wall.minusNanos(monotonic - bounded(stamp));
    }

    /**
     * Returns a client's stamp, or the monotonic time of this timestamp if the stamp is missing or in the future.
     * Without this bound a wrong stamp would make a session ignore its later events.
     */
    public long bounded(long stamp) {
        return stamp <= 0 || stamp > monotonic ? monotonic : stamp;
    }

    /** Converts a wall time to a monotonic stamp; at least 1, because 0 means none. */
    public long stampAt(Instant time) {
        return Math.max(1, monotonic - Duration.between(time, wall).toNanos());
    }
}
