package dev.llmbridge.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Parses the durations that users write. */
final class DurationText {
    private static final Duration MAX = Duration.ofDays(30);

    /** The number of digits of the longest duration in milliseconds. */
    private static final int MAX_DIGITS = 10;

    /**
     * Parses a bare number (milliseconds), a number with ms, s, m, h or d, or an ISO 8601 duration.
     *
     * @return empty for anything else, and for durations below zero or above 30 days
     */
    static Optional<Duration> parse(String raw) {
        String text = raw.strip();
        Optional<Duration> duration = startsWithDigit(text) ? numberAndUnit(text) : iso(text);
        return duration.filter(d -> !d.isNegative() && d.compareTo(MAX) <= 0);
    }

    private static boolean startsWithDigit(String text) {
        return !text.isEmpty() && isDigit(text.charAt(0));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Optional<Duration> numberAndUnit(String text) {
        int digits = 0;
        while (digits < text.length() && isDigit(text.charAt(digits))) {
            digits++;
        }
        if (digits > MAX_DIGITS) {
            return Optional.empty();
        }
        long number = Long.parseLong(text, 0, digits, 10);
        return switch (text.substring(digits).stripLeading()) {
            case "", "ms" -> Optional.of(Duration.ofMillis(number));
            case "s" -> Optional.of(Duration.ofSeconds(number));
            case "m" -> Optional.of(Duration.ofMinutes(number));
            case "h" -> Optional.of(Duration.ofHours(number));
            case "d" -> Optional.of(Duration.ofDays(number));
            default -> Optional.empty();
        };
    }

    private static Optional<Duration> iso(String text) {
        if (!text.startsWith("P")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private DurationText() {}
}
