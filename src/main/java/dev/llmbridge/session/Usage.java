package dev.llmbridge.session;

import java.time.Instant;
import java.util.Comparator;
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
 * @param limits the account's usage limits
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
        AccountLimits limits) {
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
            AccountLimits.NONE);

    /**
     * The context window of the model.
     *
     * @param usedPercent the used percentage, above 100 if more is in use than the window holds; empty if it is
     *     reported as unknown
     */
    public record ContextWindow(OptionalInt usedPercent) {}

    /**
     * A usage limit of the account.
     *
     * @param usedPercent the used percentage, 0-100
     * @param resetsAt Unix time in seconds; 0 if not reported
     */
    public record Limit(int usedPercent, long resetsAt) {
        /** Orders reports of one limit, oldest first: until a reset, its use only grows. */
        static final Comparator<Limit> BY_AGE =
                Comparator.comparingLong(Limit::resetsAt).thenComparingInt(Limit::usedPercent);

        boolean isCurrent(Instant now) {
            return resetsAt == 0 || resetsAt > now.getEpochSecond();
        }
    }

    /**
     * A limit on what an account may spend.
     *
     * @param limit the used percentage and the reset
     * @param usedUsd US dollars spent in the period
     * @param limitUsd US dollars that may be spent in the period
     * @param period the period, e.g. {@code monthly}; empty if not reported
     */
    public record SpendLimit(Limit limit, OptionalDouble usedUsd, OptionalDouble limitUsd, String period) {}

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
                limits.updatedWith(report.limits));
    }

    /** Returns this usage with other limits. */
    public Usage withLimits(AccountLimits other) {
        return new Usage(
                model,
                costUsd,
                inputTokens,
                outputTokens,
                cacheRead,
                cacheWrite,
                context,
                linesAdded,
                linesRemoved,
                other);
    }

    private static OptionalLong newer(OptionalLong reported, OptionalLong known) {
        return reported.isPresent() ? reported : known;
    }
}
