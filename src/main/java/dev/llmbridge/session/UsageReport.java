package dev.llmbridge.session;

import dev.llmbridge.session.Usage.Limit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What one message tells of a session's usage. Whatever it does not tell stays as it is known.
 *
 * @param model the display name, else the id; empty where not told
 * @param costUsd US dollars
 * @param inputTokens of the current context
 * @param outputTokens of the current context
 * @param cacheRead tokens read from the prompt cache
 * @param cacheWrite tokens written to the prompt cache
 * @param contextPercent share of the context window in use, 0-100
 * @param contextUnknown the share is told to be unknown, so that a known one counts no more
 * @param linesAdded lines of code
 * @param linesRemoved lines of code
 * @param fiveHour the account's 5-hour limit
 * @param sevenDay the account's 7-day limit
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

    /** Tells nothing. */
    public static final UsageReport NOTHING = new UsageReport(
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

    /** What is known after this, where {@code known} was known before. */
    public Usage onto(Usage known) {
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
