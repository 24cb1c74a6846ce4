package dev.llmbridge.display;

import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.Usage;
import java.util.OptionalDouble;

/**
 * Usage of one or more sessions.
 *
 * @param costUsd US dollars, finite and not negative; empty if no session has reported a cost
 * @param subagents number of running subagents
 */
record UsageTotals(
        OptionalDouble costUsd,
        long inputTokens,
        long outputTokens,
        long cacheRead,
        long cacheWrite,
        long linesAdded,
        long linesRemoved,
        long subagents) {
    /** Sums the usage of all sessions, taking the highest cost that each ever reported. */
    static UsageTotals of(Overview overview) {
        OptionalDouble cost = OptionalDouble.empty();
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
            cost = sum(cost, cost(session));
            input += usage.inputTokens().orElse(0);
            output += usage.outputTokens().orElse(0);
            read += usage.cacheRead().orElse(0);
            write += usage.cacheWrite().orElse(0);
            added += usage.linesAdded().orElse(0);
            removed += usage.linesRemoved().orElse(0);
            subagents += session.subagents().size();
        }
        return new UsageTotals(cost, input, output, read, write, added, removed, subagents);
    }

    /** Returns the usage last reported by one session. */
    static UsageTotals of(Usage usage, int subagents) {
        return new UsageTotals(
                valid(usage.costUsd()),
                usage.inputTokens().orElse(0),
                usage.outputTokens().orElse(0),
                usage.cacheRead().orElse(0),
                usage.cacheWrite().orElse(0),
                usage.linesAdded().orElse(0),
                usage.linesRemoved().orElse(0),
                subagents);
    }

    /** Returns the highest cost that a session ever reported; empty if it has not reported any. */
    static OptionalDouble cost(Session session) {
        boolean isKnown = session.usage().costUsd().isPresent() || session.maxCostUsd() > 0;
        return isKnown ? valid(OptionalDouble.of(session.maxCostUsd())) : OptionalDouble.empty();
    }

    /** Replaces a negative cost with 0; a cost that is not finite is unknown. */
    private static OptionalDouble valid(OptionalDouble costUsd) {
        boolean isKnown = costUsd.isPresent() && Double.isFinite(costUsd.getAsDouble());
        return isKnown ? OptionalDouble.of(Math.max(0, costUsd.getAsDouble())) : OptionalDouble.empty();
    }

    private static OptionalDouble sum(OptionalDouble one, OptionalDouble other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return valid(OptionalDouble.of(one.getAsDouble() + other.getAsDouble()));
    }
}
