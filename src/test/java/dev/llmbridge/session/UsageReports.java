package dev.llmbridge.session;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Usage reports in which every value is present. */
public final class UsageReports {
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
