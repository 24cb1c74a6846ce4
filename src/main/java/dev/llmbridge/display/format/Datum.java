package dev.llmbridge.display.format;

/** What a placeholder stands for at a moment, unescaped. */
public sealed interface Datum {
    /** Not known, or of no meaning now. */
    record Nothing() implements Datum {}

    record Words(String text) implements Datum {}

    record Count(long number) implements Datum {}

    /** US dollars. */
    record Amount(double dollars) implements Datum {}

    /** A share to be drawn; 0-100. */
    record Gauge(int percent) implements Datum {}

    /** A length of time in whole minutes. */
    record Span(long minutes) implements Datum {}

    Datum NOTHING = new Nothing();

    /** Whether a block that depends on it is shown: not where it is absent, blank or zero. */
    default boolean isTelling() {
        return switch (this) {
            case Nothing() -> false;
            case Words(String text) -> !text.isBlank();
            case Count(long number) -> number != 0;
            case Amount(double dollars) -> dollars > 0;
            case Gauge(int percent) -> percent > 0;
            case Span(long minutes) -> minutes > 0;
        };
    }
}
