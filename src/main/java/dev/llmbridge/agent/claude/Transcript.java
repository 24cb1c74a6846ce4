package dev.llmbridge.agent.claude;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The end of a transcript: what its newest message tells, and how many lines tell nothing that can be read. A message
 * stands on as many lines as it has parts, each with the usage of the whole: the last one counts, none are added up.
 *
 * @param usage empty where no message of the session's own model stands there
 * @param skipped lines that are no complete JSON object, or lack the figures that they are there for
 */
public record Transcript(Optional<TranscriptUsage> usage, int skipped) {

    /**
     * Reads JSON lines in UTF-8; never fails, whatever the bytes.
     *
     * @param bytes the whole file or its end
     * @param whole whether it is the file from its first byte on; otherwise what stands before the first line feed is
     *     the rest of a line, and is not looked at
     * @param unnamed whose the lines are that name no session
     */
    public static Transcript read(byte[] bytes, boolean whole, String unnamed) {
        Lines lines = new Lines(unnamed);
        int from = whole ? 0 : endOfLine(bytes, 0) + 1;
        while (from < bytes.length) {
            int to = endOfLine(bytes, from);
            lines.take(TranscriptLine.parse(bytes, from, to));
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

    /** What the lines so far come to. */
    private static final class Lines {
        private final String unnamed;
        private final Map<String, Double> costs = new HashMap<>();
        private Optional<TranscriptUsage> newest = Optional.empty();
        private int skipped;

        Lines(String unnamed) {
            this.unnamed = unnamed;
        }

        void take(Optional<TranscriptLine> line) {
            if (line.isEmpty() || !isTaken(line.get())) {
                skipped++;
            }
        }

        private boolean isTaken(TranscriptLine line) {
            if (line.isOfAssistant()) {
                Optional<TranscriptUsage> said = line.tokens()
                        .map(tokens -> new TranscriptUsage(
                                session(line), line.cwd(), line.model(), tokens, OptionalDouble.empty()));
                newest = said.or(() -> newest);
                return said.isPresent();
            }
            if (line.isOfCost()) {
                line.cost().ifPresent(cost -> costs.put(session(line), cost));
                return line.cost().isPresent();
            }
            return true;
        }

        private String session(TranscriptLine line) {
            return line.session().isEmpty() ? unnamed : line.session();
        }

        Transcript transcript() {
            return new Transcript(newest.map(this::costed), skipped);
        }

        private TranscriptUsage costed(TranscriptUsage usage) {
            Double cost = costs.get(usage.session());
            return cost == null
                    ? usage
                    : new TranscriptUsage(
                            usage.session(), usage.cwd(), usage.model(), usage.tokens(), OptionalDouble.of(cost));
        }
    }
}
