package dev.llmbridge.display.format;

import dev.llmbridge.display.text.FixedPoint;
import dev.llmbridge.display.text.Minutes;
import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.display.text.TextWidth;
import java.util.OptionalInt;

/**
 * How a value is written: what follows the colon in {@code {tokens:>8.1k}}.
 *
 * @param align which way it is pushed where it is narrower than its width
 * @param width columns that it takes at least, or the cells of a gauge; 0 for as it comes
 * @param precision decimals of a number, or the most columns of words
 * @param unit what a count is told in
 */
record FormatSpec(Align align, int width, OptionalInt precision, UnitPrefix unit) {
    static final FormatSpec NONE = new FormatSpec(Align.NATURAL, 0, OptionalInt.empty(), UnitPrefix.ONE);

    private static final int COST_DECIMALS = 4;
    private static final int UNIT_DECIMALS = 1;
    private static final int GAUGE_CELLS = 5;
    private static final String FULL = "▰";
    private static final String EMPTY = "▱";

    enum Align {
        /** Numbers to the right, words to the left. */
        NATURAL,
        LEFT,
        RIGHT
    }

    enum UnitPrefix {
        ONE(1, ""),
        THOUSAND(1_000, "k"),
        MILLION(1_000_000, "M");

        private final double size;
        private final String letter;

        UnitPrefix(double size, String letter) {
            this.size = size;
            this.letter = letter;
        }
    }

    /** The value as it is to be shown, unescaped; on one line. */
    String write(FieldValue datum) {
        return switch (datum) {
            case FieldValue.Unavailable() -> padded("", false);
            case FieldValue.Words(String text) -> padded(words(TextSanitizer.clean(text)), false);
            case FieldValue.Count(long number) -> padded(count(number), true);
            case FieldValue.Amount(double dollars) ->
                padded(FixedPoint.format(dollars, precision.orElse(COST_DECIMALS)), true);
            case FieldValue.Gauge(int percent) -> gauge(percent);
            case FieldValue.Span(long minutes) -> padded(Minutes.text(minutes), true);
        };
    }

    private String words(String text) {
        return precision.isPresent() ? TextWidth.cut(text, precision.getAsInt()) : text;
    }

    private String count(long number) {
        return unit == UnitPrefix.ONE
                ? Long.toString(number)
                : FixedPoint.format(number / unit.size, precision.orElse(UNIT_DECIMALS)) + unit.letter;
    }

    /** Something is drawn as soon as there is something, and all of it only when all is used. */
    private String gauge(int percent) {
        int cells = width == 0 ? GAUGE_CELLS : width;
        int full = percent * cells / 100;
        int drawn = percent > 0 ? Math.max(1, full) : 0;
        return FULL.repeat(drawn) + EMPTY.repeat(cells - drawn);
    }

    private String padded(String text, boolean numeric) {
        int missing = width - TextWidth.of(text);
        if (missing <= 0) {
            return text;
        }
        boolean right = align == Align.NATURAL ? numeric : align == Align.RIGHT;
        return right ? " ".repeat(missing) + text : text + " ".repeat(missing);
    }
}
