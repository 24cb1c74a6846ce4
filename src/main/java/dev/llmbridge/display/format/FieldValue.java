package dev.llmbridge.display.format;

/** What a placeholder stands for at a moment, unescaped. */
public sealed interface FieldValue {
    /** Not known, or of no meaning now. */
    record Unavailable() implements FieldValue {}

    record Words(String text) implements FieldValue {}

    record Count(long number) implements FieldValue {}

    /** US dollars. */
    record Amount(double dollars) implements FieldValue {}

    /** A share to be drawn; 0-100. */
    record Gauge(int percent) implements FieldValue {}

    /** A length of time in whole minutes. */
    record Span(long minutes) implements FieldValue {}

    FieldValue NOTHING = new Unavailable();

    /** Whether a block that depends on it is shown: not where it is absent, blank or zero. */
    default boolean isTelling() {
        return switch (this) {
            case Unavailable() -> false;
            case Words(String text) -> !text.isBlank();
            case Count(long number) -> number != 0;
            case Amount(double dollars) -> dollars > 0;
            case Gauge(int percent) -> percent > 0;
            case Span(long minutes) -> minutes > 0;
        };
    }
}
