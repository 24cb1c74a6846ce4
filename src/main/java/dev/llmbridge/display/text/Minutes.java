package dev.llmbridge.display.text;

import java.time.Duration;
import java.time.Instant;

/** Lengths of time in whole minutes, and when they change. */
public final class Minutes {
    private static final long MINUTES_PER_HOUR = 60;
    private static final long HOURS_PER_DAY = 24;
    private static final long SECONDS_PER_MINUTE = 60;

    /** Returns the whole minutes that have passed since an instant, or 0 if it is in the future. */
    public static long since(Instant then, Instant now) {
        return Math.max(0, Duration.between(then, now).toMinutes());
    }

    /** Returns when the result of {@link #since} changes. */
    public static Instant nextChangeSince(Instant then, Instant now) {
        return then.plusSeconds((since(then, now) + 1) * SECONDS_PER_MINUTE);
    }

    /** Returns the minutes until an instant, rounded up, or 0 if it is in the past. */
    public static long until(Instant then, Instant now) {
        long seconds = Duration.between(now, then).plusNanos(999_999_999).toSeconds();
        return Math.max(0, Math.ceilDiv(seconds, SECONDS_PER_MINUTE));
    }

    /** Returns when the result of {@link #until} changes, for an instant in the future. */
    public static Instant nextChangeUntil(Instant then, Instant now) {
        return then.minusSeconds((until(then, now) - 1) * SECONDS_PER_MINUTE);
    }

    /** Formats minutes, e.g. as {@code 12m}, {@code 2h05m} or {@code 3d4h}. */
    public static String format(long minutes) {
        long hours = minutes / MINUTES_PER_HOUR;
        if (hours == 0) {
            return minutes + "m";
        }
        if (hours < HOURS_PER_DAY) {
            long remainder = minutes % MINUTES_PER_HOUR;
            return hours + "h" + (remainder < 10 ? "0" : "") + remainder + "m";
        }
        return hours / HOURS_PER_DAY + "d" + hours % HOURS_PER_DAY + "h";
    }

    /** Formats minutes in one unit, rounded down: {@code <1m}, {@code 12m}, {@code 2h} or {@code 3d}. */
    public static String formatInOneUnit(long minutes) {
        if (minutes == 0) {
            return "<1m";
        }
        long unit = unitOf(minutes);
        return minutes / unit + (unit == 1 ? "m" : unit == MINUTES_PER_HOUR ? "h" : "d");
    }

    /** Returns when the result of {@link #formatInOneUnit} changes for the minutes since an instant. */
    public static Instant nextChangeInOneUnit(Instant then, Instant now) {
        long minutes = since(then, now);
        long unit = unitOf(minutes);
        return then.plusSeconds((minutes / unit + 1) * unit * SECONDS_PER_MINUTE);
    }

    private static long unitOf(long minutes) {
        if (minutes < MINUTES_PER_HOUR) {
            return 1;
        }
        return minutes < HOURS_PER_DAY * MINUTES_PER_HOUR ? MINUTES_PER_HOUR : HOURS_PER_DAY * MINUTES_PER_HOUR;
    }

    private Minutes() {}
}
