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
    /** Sums the usage of all sessions, taking the highest cost that each ever reported. */
    static UsageTotals of(Overview overview) {
        double cost = 0;
        long input = 0;
        long output = 0;
        long read = 0;
        long write = 0;
        long added = 0;
        long removed = 0;
        long subagents = 0;
        for (Overview.SessionEntry entry : overview.entries()) {
            Session session = entry.session();
            Usage usage = session.usage();
            cost += session.maxCostUsd();
            input += usage.inputTokens().orElse(0);
            output += usage.outputTokens().orElse(0);
            read += usage.cacheRead().orElse(0);
            write += usage.cacheWrite().orElse(0);
            added += usage.linesAdded().orElse(0);
            removed += usage.linesRemoved().orElse(0);
            subagents += session.subagents().size();
        }
        return new UsageTotals(validCost(cost), input, output, read, write, added, removed, subagents);
    }

    /** Returns the usage last reported by one session. */
    static UsageTotals of(Usage usage, int subagents) {
        return new UsageTotals(
                validCost(usage.costUsd().orElse(0)),
                usage.inputTokens().orElse(0),
                usage.outputTokens().orElse(0),
                usage.cacheRead().orElse(0),
                usage.cacheWrite().orElse(0),
                usage.linesAdded().orElse(0),
                usage.linesRemoved().orElse(0),
                subagents);
    }

    /** Replaces a negative or non-finite cost with 0. */
    static double validCost(double costUsd) {
        return Double.isFinite(costUsd) ? Math.max(0, costUsd) : 0;
    }
}
