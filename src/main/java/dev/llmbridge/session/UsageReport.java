package dev.llmbridge.session;

import dev.llmbridge.session.Usage.Limit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A partial report of a session's usage, in the units of {@link Usage}. A component that is absent, or an empty {@code
 * model}, keeps its last known value.
 *
 * @param contextUnknown whether the share of the context window is reported as unknown, which discards the last known
 *     one
 */
public record UsageReport(
        String model,
        OptionalDouble costUsd,
        OptionalLong inputTokens,
        OptionalLong outputTokens,
        OptionalLong cacheRead,
        OptionalLong cacheWrite,
        OptionalInt contextPercent,
        boolean contextUnknown,
        OptionalLong linesAdded,
        OptionalLong linesRemoved,
        Optional<Limit> fiveHour,
        Optional<Limit> sevenDay) {

    /** Returns {@code known} updated with the values of this report. */
    public Usage applyTo(Usage known) {
        return new Usage(
                model.isEmpty() ? known.model() : model,
                costUsd.orElse(known.costUsd()),
                inputTokens.orElse(known.inputTokens()),
                outputTokens.orElse(known.outputTokens()),
                cacheRead.orElse(known.cacheRead()),
                cacheWrite.orElse(known.cacheWrite()),
                contextPercent.isPresent() || contextUnknown ? contextPercent : known.contextPercent(),
                linesAdded.orElse(known.linesAdded()),
                linesRemoved.orElse(known.linesRemoved()),
                fiveHour.isPresent() ? fiveHour : known.fiveHour(),
                sevenDay.isPresent() ? sevenDay : known.sevenDay());
    }
}
