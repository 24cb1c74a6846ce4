package dev.llmbridge.posix;

/**
 * A real-time signal that Waybar can handle, counted from SIGRTMIN as in Waybar's configuration. The kernel's number of
 * the same signal is a {@link SignalNumber}.
 *
 * @param offset N in SIGRTMIN+N, 1-30
 */
public record RealTimeSignal(int offset) {
    /** The lowest offset: SIGRTMIN itself ends Waybar. */
    public static final int MIN = 1;

    public static final int MAX = Signals.RTMAX - Signals.RTMIN;

    /** @throws IllegalArgumentException if the offset is not between 1 and 30 */
    public RealTimeSignal {
        if (!isValid(offset)) {
            throw new IllegalArgumentException("not a Waybar signal number (1-30): " + offset);
        }
    }

    /** Returns whether Waybar handles the signal with this offset. */
    public static boolean isValid(int offset) {
        return offset >= MIN && offset <= MAX;
    }

    /** Returns the kernel's number of this signal. */
    public SignalNumber number() {
        return new SignalNumber(Signals.RTMIN + offset);
    }
}
