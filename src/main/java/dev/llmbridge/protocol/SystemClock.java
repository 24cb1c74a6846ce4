package dev.llmbridge.protocol;

import dev.llmbridge.session.Timestamp;
import java.time.Instant;

/** The system's wall clock and monotonic clock. */
public final class SystemClock {
    /**
     * Returns the current time. {@link System#nanoTime} is CLOCK_MONOTONIC on Linux, the clock of the clients' stamps.
     */
    public static Timestamp now() {
        return new Timestamp(Instant.now(), System.nanoTime());
    }

    private SystemClock() {}
}
