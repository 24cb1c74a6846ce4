package dev.llmbridge.daemon;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Turns bursts of changes into single publications: due when no change has come for {@code quiet}, at the latest
 * {@code cap} after the first, and never within {@code quiet} of the one before. Times are nanoseconds of one monotonic
 * clock, passed in.
 */
final class Debouncer {
    private final long quiet;
    private final long cap;
    private boolean pending;
    private long firstChange;
    private long lastChange;
    /** A loop that lags behind is told of changes long past: they must not be published one by one. */
    private long earliest = Long.MIN_VALUE;

    Debouncer(Duration quiet, Duration cap) {
        this.quiet = quiet.toNanos();
        this.cap = Math.max(cap.toNanos(), quiet.toNanos());
    }

    void changed(long now) {
        if (!pending) {
            pending = true;
            firstChange = now;
        }
        lastChange = now;
    }

    /** When the changes so far are to be published; empty without any. */
    OptionalLong due() {
        return pending
                ? OptionalLong.of(Math.max(earliest, Math.min(lastChange + quiet, firstChange + cap)))
                : OptionalLong.empty();
    }

    /** Whether to publish now; a yes forgets the changes so far. */
    boolean takeDue(long now) {
        if (!pending || now < due().getAsLong()) {
            return false;
        }
        pending = false;
        earliest = now + quiet;
        return true;
    }

    /** Whether anything is unpublished; forgets it. */
    boolean takePending() {
        boolean was = pending;
        pending = false;
        return was;
    }
}
