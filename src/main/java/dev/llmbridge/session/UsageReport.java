package dev.llmbridge.session;

import dev.llmbridge.session.Usage.Limit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A partial report of a session's usage. Values that are absent keep their last known value.
 *
 * @param model the model's display name, or its id if there is none; empty if neither was reported
 * @param costUsd US dollars
 * @param inputTokens input tokens of the current context
 * @param outputTokens output tokens of the current context
 * @param cacheRead tokens read from the prompt cache
 * @param cacheWrite tokens written to the prompt cache
 * @param contextPercent share of the context window in use, 0-100
 * @param contextUnknown whether the share is reported as unknown, which discards the last known one
 * @param linesAdded lines of code added
 * @param linesRemoved lines of code removed
 * @param fiveHour the account's 5-hour rate limit
 * @param sevenDay the account's 7-day rate limit
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

    /** A report without any value. */
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
