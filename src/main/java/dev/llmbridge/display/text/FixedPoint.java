package dev.llmbridge.display.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts with a fixed number of decimals and a dot, whatever the locale. */
public final class FixedPoint {
    /** No session costs more, and the line stays short whatever a client claims. */
    private static final double MAX = 1e12;

    /**
     * Rounds the exact binary value half to even, as the formats of Rust do. What is no amount (negative, not a number)
     * is 0.
     */
    public static String format(double amount, int decimals) {
        double sane = amount > 0 ? Math.min(amount, MAX) : 0;
        return new BigDecimal(sane).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    private FixedPoint() {}
}
