package dev.llmbridge.display;

import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.Usage;

/**
 * Usage of one or more sessions.
 *
 * @param costUsd US dollars; finite and not negative
 * @param subagents number of running subagents
 */
record UsageTotals(
        double costUsd,
        long inputTokens,
        long outputTokens,
        long cacheRead,
        long cacheWrite,
        long linesAdded,
        long linesRemoved,
        long subagents) {
    /** Sums the usage of all sessions, with the highest cost that each session ever reported. */
    static UsageTotals of(Overview overview) {
        long added = 0;
        long removed = 0;
        long subagents = 0;
        for (Overview.SessionEntry entry : overview.entries()) {
            Session session = entry.session();
            added += session.usage().linesAdded();
            removed += session.usage().linesRemoved();
            subagents += session.subagents().size();
        }
        return new UsageTotals(
                validCost(overview.costUsd()),
                overview.inputTokens(),
                overview.outputTokens(),
                overview.cacheRead(),
                overview.cacheWrite(),
                added,
                removed,
                subagents);
    }

    /** Returns the usage last reported by one session. */
    static UsageTotals of(Usage usage, int subagents) {
        return new UsageTotals(
                validCost(usage.costUsd()),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cacheRead(),
                usage.cacheWrite(),
                usage.linesAdded(),
                usage.linesRemoved(),
                subagents);
    }

    /** Replaces a negative or non-finite cost with 0. */
    static double validCost(double costUsd) {
        return Double.isFinite(costUsd) ? Math.max(0, costUsd) : 0;
    }
}
