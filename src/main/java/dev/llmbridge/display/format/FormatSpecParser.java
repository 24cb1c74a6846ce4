package dev.llmbridge.display.format;

import java.util.Optional;
import java.util.OptionalInt;

/** Parses what follows the colon in a placeholder: {@code [<|>][width][.precision][k|M]}. */
final class FormatSpecParser {
    private static final int MAX_WIDTH = 100;
    private static final int MAX_DECIMALS = 6;

    private final String text;
    private final Field.Kind kind;
    private int next;

    private FormatSpecParser(String text, Field.Kind kind) {
        this.text = text;
        this.kind = kind;
    }

    /** Returns empty if the text is invalid or does not suit values of this kind. */
    static Optional<FormatSpec> parse(String text, Field.Kind kind) {
        return new FormatSpecParser(text, kind).parse();
    }

    /** Describes the valid specifications for a kind of value, for an error message. */
    static String valid(Field.Kind kind) {
        return switch (kind) {
            case TEXT -> "a width and a maximum width of 1-100 columns, e.g. :12, :<12, :>12 or :.20";
            case COUNT -> "a width of 1-100 columns and a unit, e.g. :6, :<6, :k, :.0k or :M";
            case AMOUNT -> "0-6 decimals and a width of 1-100 columns, e.g. :.2 or :8.2";
            case GAUGE -> "a number of cells, 1-100, e.g. :10";
            case DURATION -> "a width of 1-100 columns, e.g. :6 or :<6";
        };
    }

    private Optional<FormatSpec> parse() {
        FormatSpec.Align align = align();
        OptionalInt width = number();
        boolean hasPrecision = accept('.');
        OptionalInt precision = hasPrecision ? number() : OptionalInt.empty();
        FormatSpec.UnitPrefix unit = unit();
        boolean complete = next == text.length() && !text.isEmpty();
        boolean valid = inRange(width, 1, MAX_WIDTH) && hasPrecision == precision.isPresent();
        FormatSpec spec = new FormatSpec(align, width.orElse(0), precision, unit);
        return complete && valid && suits(spec) ? Optional.of(spec) : Optional.empty();
    }

    private boolean suits(FormatSpec spec) {
        boolean plain = spec.unit() == FormatSpec.UnitPrefix.ONE;
        return switch (kind) {
            case TEXT -> plain && inRange(spec.precision(), 1, MAX_WIDTH);
            case COUNT -> plain ? spec.precision().isEmpty() : inRange(spec.precision(), 0, MAX_DECIMALS);
            case AMOUNT -> plain && inRange(spec.precision(), 0, MAX_DECIMALS);
            case GAUGE -> plain && spec.precision().isEmpty() && spec.align() == FormatSpec.Align.NATURAL;
            case DURATION -> plain && spec.precision().isEmpty();
        };
    }

    private static boolean inRange(OptionalInt number, int min, int max) {
        return number.isEmpty() || number.getAsInt() >= min && number.getAsInt() <= max;
    }

    private FormatSpec.Align align() {
        if (accept('<')) {
            return FormatSpec.Align.LEFT;
        }
        return accept('>') ? FormatSpec.Align.RIGHT : FormatSpec.Align.NATURAL;
    }

    private FormatSpec.UnitPrefix unit() {
        if (accept('k')) {
            return FormatSpec.UnitPrefix.THOUSAND;
        }
        return accept('M') ? FormatSpec.UnitPrefix.MILLION : FormatSpec.UnitPrefix.ONE;
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
