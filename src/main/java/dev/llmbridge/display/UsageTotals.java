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
            input += usage.inputTokens();
            output += usage.outputTokens();
            read += usage.cacheRead();
            write += usage.cacheWrite();
            added += usage.linesAdded();
            removed += usage.linesRemoved();
            subagents += session.subagents().size();
        }
        return new UsageTotals(validCost(cost), input, output, read, write, added, removed, subagents);
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
