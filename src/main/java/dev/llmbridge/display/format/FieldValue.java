package dev.llmbridge.display.format;

/** The unescaped value of a placeholder. */
public sealed interface FieldValue {
    /** The value is not known or does not apply. */
    record Unavailable() implements FieldValue {}

    record Text(String text) implements FieldValue {}

    record Count(long number) implements FieldValue {}

    /** An amount in US dollars. */
    record Amount(double dollars) implements FieldValue {}

    /** A percentage drawn as a bar, 0-100. */
    record Gauge(int percent) implements FieldValue {}

    /** A length of time in whole minutes. */
    record Duration(long minutes) implements FieldValue {}

    /** Whether a block conditional on this value is shown: the value is available and neither blank nor zero. */
    default boolean isNonEmpty() {
        return switch (this) {
            case Unavailable() -> false;
            case Text(String text) -> !text.isBlank();
            case Count(long number) -> number != 0;
            case Amount(double dollars) -> dollars > 0;
            case Gauge(int percent) -> percent > 0;
            case Duration(long minutes) -> minutes > 0;
        };
    }
}
