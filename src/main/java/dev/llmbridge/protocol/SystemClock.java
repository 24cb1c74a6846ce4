package dev.llmbridge.protocol;

import dev.llmbridge.session.Timestamp;
import java.time.Instant;

/** The clocks that messages are timed by. */
public final class SystemClock {
    /** Now. {@link System#nanoTime} is CLOCK_MONOTONIC on Linux, the clock of the clients' stamps. */
    public static Timestamp now() {
        return new Timestamp(Instant.now(), System.nanoTime());
    }

    private SystemClock() {}
}
