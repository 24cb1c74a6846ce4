package dev.llmbridge.session;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a session has used so far, as last reported by its status line.
 *
 * @param model the model's display name, or its id if there is none; empty if neither was reported
 * @param costUsd US dollars, as last reported
 * @param inputTokens input tokens of the current context
 * @param outputTokens output tokens of the current context
 * @param cacheRead tokens read from the prompt cache
 * @param cacheWrite tokens written to the prompt cache
 * @param contextPercent share of the context window in use, 0-100
 * @param linesAdded lines of code added
 * @param linesRemoved lines of code removed
 * @param fiveHour the account's 5-hour rate limit
 * @param sevenDay the account's 7-day rate limit
 */
public record Usage(
        String model,
        double costUsd,
        long inputTokens,
        long outputTokens,
        long cacheRead,
        long cacheWrite,
        OptionalInt contextPercent,
        long linesAdded,
        long linesRemoved,
        Optional<Limit> fiveHour,
        Optional<Limit> sevenDay) {
    /** No usage reported yet. */
    public static final Usage NONE =
            new Usage("", 0, 0, 0, 0, 0, OptionalInt.empty(), 0, 0, Optional.empty(), Optional.empty());

    /**
     * A rate limit of the account.
     *
     * @param usedPercent the used share, 0-100
     * @param resetsAt Unix time in seconds; 0 if not reported
     */
    public record Limit(int usedPercent, long resetsAt) {}
}
