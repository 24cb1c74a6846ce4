package dev.llmbridge.display.format;

import dev.llmbridge.display.text.FixedPoint;
import dev.llmbridge.display.text.Minutes;
import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.display.text.TextWidth;
import java.util.OptionalInt;

/**
 * The format of a value: what follows the colon in {@code {tokens:>8.1k}}.
 *
 * @param align the alignment of a value narrower than the width
 * @param width minimum width in columns, or the cells of a gauge; 0 if not specified
 * @param precision decimals of a number, or the maximum width of text in columns
 * @param unit the unit of a count
 */
record FormatSpec(Align align, int width, OptionalInt precision, UnitPrefix unit) {
    static final FormatSpec NONE = new FormatSpec(Align.NATURAL, 0, OptionalInt.empty(), UnitPrefix.ONE);

    private static final int COST_DECIMALS = 4;
    private static final int UNIT_DECIMALS = 1;
    private static final int GAUGE_CELLS = 5;
    private static final String FULL = "▰";
    private static final String EMPTY = "▱";

    enum Align {
        /** Numbers to the right, text to the left. */
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

    /** Formats a value as unescaped text on one line. */
    String format(FieldValue value) {
        return switch (value) {
            case FieldValue.Unavailable() -> padded("", false);
            case FieldValue.Text(String text) -> padded(truncated(TextSanitizer.clean(text)), false);
            case FieldValue.Count(long number) -> padded(count(number), true);
            case FieldValue.Amount(double dollars) ->
                padded(FixedPoint.format(dollars, precision.orElse(COST_DECIMALS)), true);
            case FieldValue.Gauge(int percent) -> gauge(percent);
            case FieldValue.Span(long minutes) -> padded(Minutes.format(minutes), true);
        };
    }

    private String truncated(String text) {
        return precision.isPresent() ? TextWidth.cut(text, precision.getAsInt()) : text;
    }

    private String count(long number) {
        return unit == UnitPrefix.ONE
                ? Long.toString(number)
                : FixedPoint.format(number / unit.size, precision.orElse(UNIT_DECIMALS)) + unit.letter;
    }

    /** Draws at least one full cell above 0 %, and all cells full only at 100 %. */
    private String gauge(int percent) {
        int cells = width == 0 ? GAUGE_CELLS : width;
        int full = percent > 0 ? Math.max(1, percent * cells / 100) : 0;
        return FULL.repeat(full) + EMPTY.repeat(cells - full);
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
