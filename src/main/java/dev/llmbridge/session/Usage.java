package dev.llmbridge.session;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a session has used so far, as its status line told last.
 *
 * @param model the display name, else the id; empty where not told
 * @param costUsd US dollars, as told last
 * @param inputTokens of the current context
 * @param outputTokens of the current context
 * @param cacheRead tokens read from the prompt cache
 * @param cacheWrite tokens written to the prompt cache
 * @param contextPercent share of the context window in use, 0-100
 * @param linesAdded lines of code
 * @param linesRemoved lines of code
 * @param fiveHour the account's 5-hour limit
 * @param sevenDay the account's 7-day limit
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
    /** Nothing told yet. */
    public static final Usage NONE =
            new Usage("", 0, 0, 0, 0, 0, OptionalInt.empty(), 0, 0, Optional.empty(), Optional.empty());

    /**
     * A limit of the account.
     *
     * @param usedPercent 0-100
     * @param resetsAt Unix time in seconds; 0 where not told
     */
    public record Limit(int usedPercent, long resetsAt) {}
}
