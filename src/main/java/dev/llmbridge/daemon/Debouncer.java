package dev.llmbridge.daemon;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Merges bursts of changes, so that they are published together. They are due for publication once no change has
 * occurred for {@code quietPeriod}, and at most {@code maxDelay} after the first one, but never within
 * {@code quietPeriod} of the previous publication. Times are in ns of a monotonic clock and are passed in.
 */
final class Debouncer {
    private final long quietPeriod;
    private final long maxDelay;
    private boolean pending;
    private long firstChange;
    private long lastChange;
    /**
     * The earliest time of the next publication; keeps a loop that lags behind from publishing old changes one by one.
     */
    private long earliest = Long.MIN_VALUE;

    Debouncer(Duration quietPeriod, Duration maxDelay) {
        this.quietPeriod = quietPeriod.toNanos();
        this.maxDelay = Math.max(maxDelay.toNanos(), quietPeriod.toNanos());
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
                ? OptionalLong.of(Math.max(earliest, Math.min(lastChange + quietPeriod, firstChange + maxDelay)))
                : OptionalLong.empty();
    }

    /** Returns whether a publication is due, and if so, forgets the pending changes. */
    boolean takeDue(long now) {
        if (!pending || now < due().getAsLong()) {
            return false;
        }
        pending = false;
        earliest = now + quietPeriod;
        return true;
    }

    /** Returns whether changes are pending, and forgets them. */
    boolean takePending() {
        boolean wasPending = pending;
        pending = false;
        return wasPending;
    }
}
