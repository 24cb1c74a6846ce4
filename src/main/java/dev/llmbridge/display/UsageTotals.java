package dev.llmbridge.display;

import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.Usage;

/**
 * What was used.
 *
 * @param costUsd US dollars; neither negative nor infinite
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
    /** By all sessions; each has cost the most that it ever did. */
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
                sane(overview.costUsd()),
                overview.inputTokens(),
                overview.outputTokens(),
                overview.cacheRead(),
                overview.cacheWrite(),
                added,
                removed,
                subagents);
    }

    /** By one session, as it was told last. */
    static UsageTotals of(Usage usage, int subagents) {
        return new UsageTotals(
                sane(usage.costUsd()),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cacheRead(),
                usage.cacheWrite(),
                usage.linesAdded(),
                usage.linesRemoved(),
                subagents);
    }

    private static double sane(double costUsd) {
        return Double.isFinite(costUsd) ? Math.max(0, costUsd) : 0;
    }
}
