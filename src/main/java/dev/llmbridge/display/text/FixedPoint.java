package dev.llmbridge.display.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Formats amounts with a fixed number of decimals and a decimal point, regardless of the locale. */
public final class FixedPoint {
    /** Bounds the length of the text. No session costs more. */
    private static final double MAX = 1e12;

    private static final int CENTS = 2;

    /**
     * Formats an amount, rounding its exact binary value half to even. Negative amounts and NaN are formatted as 0, and
     * amounts above 10^12 as 10^12.
     */
    public static String format(double amount, int decimals) {
        double clamped = amount > 0 ? Math.min(amount, MAX) : 0;
        return new BigDecimal(clamped)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /** Formats an amount of US dollars as {@link #format} does, e.g. as {@code $2.51}. */
    public static String dollars(double amount) {
        return "$" + format(amount, CENTS);
    }

    private FixedPoint() {}
}
