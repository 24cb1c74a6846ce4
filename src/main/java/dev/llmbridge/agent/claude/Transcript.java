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
        Lines lines = new Lines(defaultSession);
        int from = whole ? 0 : endOfLine(bytes, 0) + 1;
        while (from < bytes.length) {
            int to = endOfLine(bytes, from);
            lines.add(TranscriptLine.parse(bytes, from, to));
            from = to + 1;
        }
        return lines.transcript();
    }

    private static int endOfLine(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Collects the results of the lines read so far. */
    private static final class Lines {
        private final String defaultSession;
        private final Map<String, Double> costs = new HashMap<>();
        private Optional<TranscriptUsage> newest = Optional.empty();
        private int skipped;

        Lines(String defaultSession) {
            this.defaultSession = defaultSession;
        }

        void add(Optional<TranscriptLine> line) {
            if (line.isEmpty() || !isUsable(line.get())) {
                skipped++;
            }
        }

        private boolean isUsable(TranscriptLine line) {
            if (line.isAssistantMessage()) {
                Optional<TranscriptUsage> usage = line.tokens()
                        .map(tokens -> new TranscriptUsage(
                                session(line), line.cwd(), line.model(), tokens, OptionalDouble.empty()));
                newest = usage.or(() -> newest);
                return usage.isPresent();
            }
            if (line.isCost()) {
                line.cost().ifPresent(cost -> costs.put(session(line), cost));
                return line.cost().isPresent();
            }
            return true;
        }

        private String session(TranscriptLine line) {
            return line.session().isEmpty() ? defaultSession : line.session();
        }

        Transcript transcript() {
            return new Transcript(newest.map(this::withCost), skipped);
        }

        private TranscriptUsage withCost(TranscriptUsage usage) {
            Double cost = costs.get(usage.session());
            return cost == null
                    ? usage
                    : new TranscriptUsage(
                            usage.session(), usage.cwd(), usage.model(), usage.tokens(), OptionalDouble.of(cost));
        }
    }
}
