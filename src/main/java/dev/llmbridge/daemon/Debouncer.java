package dev.llmbridge.daemon;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Merges bursts of changes into single publications. A publication is due once no change has occurred for
 * {@code quiet}, but no later than {@code cap} after the first change; it is never due within {@code quiet} of the
 * previous publication. Times are in ns of a monotonic clock and are passed in.
 */
final class Debouncer {
    private final long quiet;
    private final long cap;
    private boolean pending;
    private long firstChange;
    private long lastChange;
    /**
     * The earliest time of the next publication; keeps a loop that lags behind from publishing old changes one by one.
     */
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

    /** When the pending changes are due for publication; empty if there are none. */
    OptionalLong due() {
        return pending
                ? OptionalLong.of(Math.max(earliest, Math.min(lastChange + quiet, firstChange + cap)))
                : OptionalLong.empty();
    }

    /** Returns whether a publication is due, and if so, forgets the pending changes. */
    boolean takeDue(long now) {
        if (!pending || now < due().getAsLong()) {
            return false;
        }
        pending = false;
        earliest = now + quiet;
        return true;
    }

    /** Returns whether changes are pending, and forgets them. */
    boolean takePending() {
        boolean wasPending = pending;
        pending = false;
        return wasPending;
    }
}
