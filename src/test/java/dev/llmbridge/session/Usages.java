package dev.llmbridge.session;

import dev.llmbridge.session.Usage.ContextWindow;
import dev.llmbridge.session.Usage.Limit;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Creates usage in which every number is reported. */
public final class Usages {
    private Usages() {}

    /** An absent context percentage is reported as unknown. */
    public static Usage of(
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
        return new Usage(
                model,
                OptionalDouble.of(costUsd),
                OptionalLong.of(inputTokens),
                OptionalLong.of(outputTokens),
                OptionalLong.of(cacheRead),
                OptionalLong.of(cacheWrite),
                Optional.of(new ContextWindow(contextPercent)),
                OptionalLong.of(linesAdded),
                OptionalLong.of(linesRemoved),
                new AccountLimits("", Instant.EPOCH, fiveHour, sevenDay, Optional.empty()));
    }
}
