package dev.llmbridge.display.format;

import dev.llmbridge.display.text.FixedPoint;
import dev.llmbridge.display.text.Minutes;
import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.display.text.TextWidth;
import java.util.Optional;
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

    private static final int MAX_WIDTH = 100;
    private static final int MAX_DECIMALS = 6;
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

    /**
     * Parses {@code [<|>][width][.precision][k|M]}.
     *
     * @return empty if the text is invalid or does not suit values of this kind
     */
    static Optional<FormatSpec> parse(String text, Field.Kind kind) {
        return new Parser(text).parse().filter(spec -> spec.suits(kind));
    }

    /** Describes the valid specifications for a kind of value, for an error message. */
    static String valid(Field.Kind kind) {
        return switch (kind) {
            case TEXT -> "a width, a maximum width or both (each 1-100 columns), e.g. :12, :<12, :>12 or :.20";
            case COUNT -> "a width of 1-100 columns, a unit or both, e.g. :6, :<6, :k, :.0k or :M";
            case AMOUNT -> "0-6 decimals, a width of 1-100 columns or both, e.g. :.2 or :8.2";
            case GAUGE -> "a number of cells, 1-100, e.g. :10";
            case DURATION -> "a width of 1-100 columns, .1 for one unit or both, e.g. :6, :<6, :.1 or :3.1";
        };
    }

    private boolean suits(Field.Kind kind) {
        boolean plain = unit == UnitPrefix.ONE;
        return switch (kind) {
            case TEXT -> plain && inRange(precision, 1, MAX_WIDTH);
            case COUNT -> plain ? precision.isEmpty() : inRange(precision, 0, MAX_DECIMALS);
            case AMOUNT -> plain && inRange(precision, 0, MAX_DECIMALS);
            case GAUGE -> plain && precision.isEmpty() && align == Align.NATURAL;
            case DURATION -> plain && inRange(precision, 1, 1);
        };
    }

    private static boolean inRange(OptionalInt number, int min, int max) {
        return number.isEmpty() || number.getAsInt() >= min && number.getAsInt() <= max;
    }

    /** Returns whether a duration is shown in one unit, so that an hour later it changes only once an hour. */
    boolean isInOneUnit() {
        return precision.isPresent();
    }

    /** Formats a value as unescaped text on one line. */
    String format(FieldValue value) {
        return switch (value) {
            case FieldValue.Unavailable() -> padded("", false);
            case FieldValue.Text(String text) -> padded(truncated(TextSanitizer.clean(text)), false);
            case FieldValue.Count(long number) -> padded(count(number), true);
            case FieldValue.Amount(double dollars) ->
                padded(FixedPoint.format(dollars, precision.orElse(COST_DECIMALS)), true);
            case FieldValue.Percentage(int percent) -> padded(count(Math.min(percent, FieldValue.FULL)), true);
            case FieldValue.Gauge(int percent) -> gauge(Math.min(percent, FieldValue.FULL));
            case FieldValue.Duration(long minutes) ->
                padded(precision.isPresent() ? Minutes.formatInOneUnit(minutes) : Minutes.format(minutes), true);
        };
    }

    private String truncated(String text) {
        return precision.isPresent() ? TextWidth.truncate(text, precision.getAsInt()) : text;
    }

    private String count(long number) {
        return unit == UnitPrefix.ONE
                ? Long.toString(number)
                : FixedPoint.format(number / unit.size, precision.orElse(UNIT_DECIMALS)) + unit.letter;
    }

    /** Draws at least one full cell above 0%, and all cells full only at 100%. */
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

    private static final class Parser {
        private final String text;
        private int next;

        Parser(String text) {
            this.text = text;
        }

        Optional<FormatSpec> parse() {
            Align align = align();
            OptionalInt width = number();
            boolean hasPrecision = accept('.');
            OptionalInt precision = hasPrecision ? number() : OptionalInt.empty();
            UnitPrefix unit = unit();
            boolean complete = next == text.length() && !text.isEmpty();
            boolean valid = inRange(width, 1, MAX_WIDTH) && hasPrecision == precision.isPresent();
            FormatSpec spec = new FormatSpec(align, width.orElse(0), precision, unit);
            return complete && valid ? Optional.of(spec) : Optional.empty();
        }

        private Align align() {
            if (accept('<')) {
                return Align.LEFT;
            }
            return accept('>') ? Align.RIGHT : Align.NATURAL;
        }

        private UnitPrefix unit() {
            if (accept('k')) {
                return UnitPrefix.THOUSAND;
            }
            return accept('M') ? UnitPrefix.MILLION : UnitPrefix.ONE;
        }

        private OptionalInt number() {
            int start = next;
            int number = 0;
            while (next < text.length() && text.charAt(next) >= '0' && text.charAt(next) <= '9') {
                number = Math.min(number * 10 + (text.charAt(next) - '0'), MAX_WIDTH + 1);
                next++;
            }
            return next == start ? OptionalInt.empty() : OptionalInt.of(number);
        }

        private boolean accept(char expected) {
            if (next < text.length() && text.charAt(next) == expected) {
                next++;
                return true;
            }
            return false;
        }
    }
}
