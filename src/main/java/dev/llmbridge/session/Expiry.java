package dev.llmbridge.session;

import java.time.Duration;

/**
 * How long things hold without a further event. None may be negative; zero means at once.
 *
 * @param idleAfter a session without a living witness is shown idle this long after its last event
 * @param removeAfter and forgotten this long after it
 * @param permissionGrace a request for permission is shown only after this: the client settles many by itself
 */
public record Expiry(Duration idleAfter, Duration removeAfter, Duration permissionGrace) {
    /** 60 s, 5 min, 300 ms. */
    public static final Expiry DEFAULT =
            new Expiry(Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofMillis(300));

    /** @throws IllegalArgumentException where one is negative */
    public Expiry {
        if (idleAfter.isNegative() || removeAfter.isNegative() || permissionGrace.isNegative()) {
            throw new IllegalArgumentException(
                    "a negative time: " + idleAfter + ", " + removeAfter + ", " + permissionGrace);
        }
    }
}
