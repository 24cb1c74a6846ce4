package dev.llmbridge.session;

import java.time.Duration;

/**
 * The delays after which the display of a silent session changes. None may be negative; zero means immediately.
 *
 * @param idleAfter a session without a known process is shown as idle this long after its last event, unless it is
 *     running a tool or waiting for the user
 * @param removeAfter a session without a known process is removed this long after its last event
 * @param permissionGrace a permission request is shown only after this delay, because the client settles many by itself
 * @param failurePriority a session whose turn failed is more urgent than working ones for this long
 */
public record Expiry(Duration idleAfter, Duration removeAfter, Duration permissionGrace, Duration failurePriority) {
    /** 60 s, 30 min, 300 ms, 10 min. */
    public static final Expiry DEFAULT =
            new Expiry(Duration.ofSeconds(60), Duration.ofMinutes(30), Duration.ofMillis(300), Duration.ofMinutes(10));

    /** @throws IllegalArgumentException if a duration is negative */
    public Expiry {
        if (idleAfter.isNegative()
                || removeAfter.isNegative()
                || permissionGrace.isNegative()
                || failurePriority.isNegative()) {
            throw new IllegalArgumentException("negative duration: " + idleAfter + ", " + removeAfter + ", "
                    + permissionGrace + ", " + failurePriority);
        }
    }
}
