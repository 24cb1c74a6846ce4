package dev.llmbridge.session;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Usage reports in which every value is present, and one in which none is. */
public final class UsageReports {
    public static final UsageReport EMPTY = new UsageReport(
            "",
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            false,
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty());

    private UsageReports() {}

    /** A report of all values of {@code usage}; an absent context percentage is reported as unknown. */
    public static UsageReport of(Usage usage) {
        return new UsageReport(
                usage.model(),
                OptionalDouble.of(usage.costUsd()),
                OptionalLong.of(usage.inputTokens()),
                OptionalLong.of(usage.outputTokens()),
                OptionalLong.of(usage.cacheRead()),
                OptionalLong.of(usage.cacheWrite()),
                usage.contextPercent(),
                usage.contextPercent().isEmpty(),
                OptionalLong.of(usage.linesAdded()),
                OptionalLong.of(usage.linesRemoved()),
                usage.fiveHour(),
                usage.sevenDay());
    }
}
