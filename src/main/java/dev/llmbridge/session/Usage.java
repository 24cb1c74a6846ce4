package dev.llmbridge.session;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a session has used so far, as reported by its status line. A single report may contain any part of it.
 *
 * @param model the model's display name, or its id if there is none; empty if neither was reported
 * @param costUsd US dollars
 * @param inputTokens input tokens of the current context
 * @param outputTokens output tokens of the current context
 * @param cacheRead tokens read from the prompt cache
 * @param cacheWrite tokens written to the prompt cache
 * @param context the context window
 * @param linesAdded lines of code added
 * @param linesRemoved lines of code removed
 * @param fiveHour the account's 5-hour rate limit
 * @param sevenDay the account's 7-day rate limit
 */
public record Usage(
        String model,
        OptionalDouble costUsd,
        OptionalLong inputTokens,
        OptionalLong outputTokens,
        OptionalLong cacheRead,
        OptionalLong cacheWrite,
        Optional<ContextWindow> context,
        OptionalLong linesAdded,
        OptionalLong linesRemoved,
        Optional<Limit> fiveHour,
        Optional<Limit> sevenDay) {
    /** No usage reported yet. */
    public static final Usage NONE = new Usage(
            "",
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty());

    /**
     * The context window of the model.
     *
     * @param usedPercent the used percentage, above 100 if more is in use than the window holds; empty if it is
     *     reported as unknown
     */
    public record ContextWindow(OptionalInt usedPercent) {}

    /**
     * A rate limit of the account.
     *
     * @param usedPercent the used percentage, 0-100
     * @param resetsAt Unix time in seconds; 0 if not reported
     */
    public record Limit(int usedPercent, long resetsAt) {}

    /** Returns the used percentage of the context window, above 100 if the window is exceeded; empty if unknown. */
    public OptionalInt contextPercent() {
        return context.isPresent() ? context.get().usedPercent() : OptionalInt.empty();
    }

    /** Returns this usage, updated with what a newer report contains. */
    public Usage updatedWith(Usage report) {
        return new Usage(
                report.model.isEmpty() ? model : report.model,
                report.costUsd.isPresent() ? report.costUsd : costUsd,
                newer(report.inputTokens, inputTokens),
                newer(report.outputTokens, outputTokens),
                newer(report.cacheRead, cacheRead),
                newer(report.cacheWrite, cacheWrite),
                report.context.isPresent() ? report.context : context,
                newer(report.linesAdded, linesAdded),
                newer(report.linesRemoved, linesRemoved),
                report.fiveHour.isPresent() ? report.fiveHour : fiveHour,
                report.sevenDay.isPresent() ? report.sevenDay : sevenDay);
    }

    private static OptionalLong newer(OptionalLong reported, OptionalLong known) {
        return reported.isPresent() ? reported : known;
    }
}
