package dev.llmbridge.posix;

/**
 * A signal's number in the kernel's numbering, as in {@code kill} and in the masks of {@code /proc}.
 *
 * @param value 1-64
 */
public record SignalNumber(int value) {
    /** @throws IllegalArgumentException if the number is not between 1 and 64 */
    public SignalNumber {
        if (value < 1 || value > Signals.RTMAX) {
            throw new IllegalArgumentException("not a signal number (1-64): " + value);
        }
    }

    /** Returns the signal's bit in a mask of {@code /proc}, whose lowest bit stands for signal 1. */
    long mask() {
        return 1L << value - 1;
    }
}
