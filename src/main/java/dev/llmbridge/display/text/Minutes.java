package dev.llmbridge.display.text;

import java.time.Duration;
import java.time.Instant;

/** Lengths of time, to the minute: whoever shows one has to show another a minute later, and not before. */
public final class Minutes {
    private static final long MINUTES_OF_HOUR = 60;
    private static final long HOURS_OF_DAY = 24;
    private static final long SECONDS_OF_MINUTE = 60;

    /** Whole minutes that have passed since; 0 for the future. */
    public static long since(Instant then, Instant now) {
        return Math.max(0, Duration.between(then, now).toMinutes());
    }

    /** When {@link #since} will be another. */
    public static Instant nextSince(Instant then, Instant now) {
        return then.plusSeconds((since(then, now) + 1) * SECONDS_OF_MINUTE);
    }

    /** Spans left, a begun one counted whole; 0 for the past. */
    public static long until(Instant then, Instant now) {
        long seconds = Duration.between(now, then).plusNanos(999_999_999).getSeconds();
        return Math.max(0, Math.ceilDiv(seconds, SECONDS_OF_MINUTE));
    }

    /** When {@link #until} will be another, for a time to come. */
    public static Instant nextUntil(Instant then, Instant now) {
        return then.minusSeconds((until(then, now) - 1) * SECONDS_OF_MINUTE);
    }

    /** Such as {@code 12m}, {@code 2h05m} or {@code 3d4h}. */
    public static String text(long minutes) {
        long hours = minutes / MINUTES_OF_HOUR;
        if (hours == 0) {
            return minutes + "m";
        }
        if (hours < HOURS_OF_DAY) {
            long rest = minutes % MINUTES_OF_HOUR;
            return hours + "h" + (rest < 10 ? "0" : "") + rest + "m";
        }
        return hours / HOURS_OF_DAY + "d" + hours % HOURS_OF_DAY + "h";
    }

    private Minutes() {}
}
