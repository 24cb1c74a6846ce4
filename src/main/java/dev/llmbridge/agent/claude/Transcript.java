package dev.llmbridge.agent.claude;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The end of a transcript: the usage of its newest message and the number of unusable lines. A message has one line per
 * part, each with the usage of the whole message, so the last line counts and nothing is added up.
 *
 * @param usage empty if there is no message of the session's own model
 * @param skipped the number of lines that are not a complete JSON object or lack the expected figures
 */
public record Transcript(Optional<TranscriptUsage> usage, int skipped) {

    /**
     * Parses JSON lines in UTF-8. Never throws.
     *
     * @param bytes the whole file or its end
     * @param whole whether the bytes start at the beginning of the file; if not, everything up to the first line feed
     *     is ignored as a partial line
     * @param defaultSession the session of lines that name none
     */
    public static Transcript read(byte[] bytes, boolean whole, String defaultSession) {
        Optional<TranscriptUsage> newest = Optional.empty();
        Map<String, OptionalDouble> costs = new HashMap<>();
        int skipped = 0;
        int from = whole ? 0 : endOfLine(bytes, 0) + 1;
        while (from < bytes.length) {
            int to = endOfLine(bytes, from);
            switch (TranscriptLine.parse(bytes, from, to, defaultSession)) {
                case TranscriptLine.AssistantMessage(TranscriptUsage usage) -> newest = Optional.of(usage);
                case TranscriptLine.CostTotal(String session, double usd) -> costs.put(session, OptionalDouble.of(usd));
                case TranscriptLine.OtherLine() -> {}
                case TranscriptLine.UnusableLine() -> skipped++;
            }
            from = to + 1;
        }
        return new Transcript(
                newest.map(usage -> usage.withCost(costs.getOrDefault(usage.session(), OptionalDouble.empty()))),
                skipped);
    }

    private static int endOfLine(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
