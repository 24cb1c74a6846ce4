package dev.llmbridge.config;

/**
 * The percentages at which the bar starts to warn.
 *
 * @param context the used percentage of the context window, 1-100; 0 never warns
 * @param limit the used percentage of any of the account's limits, 1-100; 0 never warns
 */
public record WarningThresholds(int context, int limit) {
    static final String DEFAULT_PERCENT = "80";

    /** The default thresholds. */
    public static final WarningThresholds DEFAULT =
            new WarningThresholds(Integer.parseInt(DEFAULT_PERCENT), Integer.parseInt(DEFAULT_PERCENT));

    /** Returns whether this much of the context window is worth a warning. */
    public boolean warnsOfContext(int percent) {
        return isReached(context, percent);
    }

    /** Returns whether this much of a limit is worth a warning. */
    public boolean warnsOfLimit(int percent) {
        return isReached(limit, percent);
    }

    private static boolean isReached(int threshold, int percent) {
        return threshold > 0 && percent >= threshold;
    }
}
