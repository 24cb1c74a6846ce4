package dev.llmbridge.session;

import java.time.Duration;

/**
 * The delays after which the display of a silent session changes. None may be negative; zero means immediately.
 *
 * @param idleAfter a session without a known process is shown as idle this long after its last event
 * @param removeAfter a session without a known process is removed this long after its last event
 * @param permissionGrace a permission request is shown only after this delay, because the client settles many by itself
 */
public record Expiry(Duration idleAfter, Duration removeAfter, Duration permissionGrace) {
    /** 60 s, 5 min, 300 ms. */
    public static final Expiry DEFAULT =
            new Expiry(Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofMillis(300));

    /** @throws IllegalArgumentException if a duration is negative */
    public Expiry {
        if (idleAfter.isNegative() || removeAfter.isNegative() || permissionGrace.isNegative()) {
            throw new IllegalArgumentException(
                    "negative duration: " + idleAfter + ", " + removeAfter + ", " + permissionGrace);
        }
    }
}
