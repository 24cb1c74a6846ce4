package dev.llmbridge.display.format;

/** The unescaped value of a placeholder. */
public sealed interface FieldValue {
    /** The highest percentage that is shown. */
    int FULL = 100;

    /** The value is not known or does not apply. */
    record Unavailable() implements FieldValue {}

    record Text(String text) implements FieldValue {}

    record Count(long number) implements FieldValue {}

    /** An amount in US dollars. */
    record Amount(double dollars) implements FieldValue {}

    /** A percentage of something that can be exceeded; if it is, 100 is shown, in the error colour. */
    record Percentage(int percent) implements FieldValue {}

    /** A percentage drawn as a bar; if it is above 100, the bar is full and has the error colour. */
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
            case Percentage(int percent) -> percent > 0;
            case Gauge(int percent) -> percent > 0;
            case Duration(long minutes) -> minutes > 0;
        };
    }

    /** Returns Pango markup in the colour of errors. */
    static String inErrorColour(String markup) {
        return FormatColor.ERROR.inMarkup(markup);
    }

    /** Whether a maximum is exceeded, which the error colour shows. */
    default boolean isExceeded() {
        return switch (this) {
            case Percentage(int percent) -> percent > FULL;
            case Gauge(int percent) -> percent > FULL;
            case Unavailable _, Text _, Count _, Amount _, Duration _ -> false;
        };
    }
}
