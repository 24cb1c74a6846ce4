package dev.llmbridge.agent.claude;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.agent.claude.TranscriptUsage.Tokens;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** One line of a transcript. */
sealed interface TranscriptLine {
    /** A message from the session's own model, not from a subagent's; its cost is not yet known. */
    record AssistantMessage(TranscriptUsage usage) implements TranscriptLine {}

    /** The session's total cost in US dollars, which the client writes when the session ends or pauses. */
    record CostTotal(String session, double usd) implements TranscriptLine {}

    /** A line of any other kind. */
    record OtherLine() implements TranscriptLine {}

    /** A line that is not a complete JSON object or lacks the expected figures. */
    record UnusableLine() implements TranscriptLine {}

    /**
     * Parses the line from index {@code from}, inclusive, to index {@code to}, exclusive. Never throws.
     *
     * @param defaultSession the session to use if the line does not name one
     */
    static TranscriptLine parse(byte[] bytes, int from, int to, String defaultSession) {
        LineFields fields = new LineFields(defaultSession);
        return ClientJson.parse(bytes, from, to - from, fields::read) ? fields.line() : new UnusableLine();
    }

    /** Collects the fields during parsing. */
    final class LineFields {
        private String session;
        private String type = "";
        private String cwd = "";
        private String model = "";
        private boolean fromSubagent;
        private OptionalLong input = OptionalLong.empty();
        private OptionalLong output = OptionalLong.empty();
        private OptionalLong cacheRead = OptionalLong.empty();
        private OptionalLong cacheWrite = OptionalLong.empty();
        private OptionalDouble totalCost = OptionalDouble.empty();

        private LineFields(String defaultSession) {
            this.session = defaultSession;
        }

        private void read(String path, JsonParser value) throws IOException {
            switch (path) {
                case "type" -> type = ClientJson.shortText(value);
                case "sessionId" -> {
                    String id = ClientJson.shortText(value);
                    session = id.isEmpty() ? session : id;
                }
                case "cwd" -> cwd = ClientJson.text(value);
                case "isSidechain" -> {
                    fromSubagent = value.currentToken() == JsonToken.VALUE_TRUE;
                    value.skipChildren();
                }
                case "totalCostUSD" -> totalCost = ClientJson.number(value);
                case "message.model" -> model = ClientJson.shortText(value);
                case "message.usage.input_tokens" -> input = ClientJson.wholeNumber(value);
                case "message.usage.output_tokens" -> output = ClientJson.wholeNumber(value);
                case "message.usage.cache_read_input_tokens" -> cacheRead = ClientJson.wholeNumber(value);
                case "message.usage.cache_creation_input_tokens" -> cacheWrite = ClientJson.wholeNumber(value);
                case "message", "message.usage" -> ClientJson.readObject(value, path + '.', this::read);
                default -> value.skipChildren();
            }
        }

        private TranscriptLine line() {
            // Subagents have a context of their own, and messages that the client itself generates use no context.
            if (type.equals("assistant") && !fromSubagent && !model.equals("<synthetic>")) {
                return message();
            }
            if (type.equals("cost-state")) {
                return totalCost.isPresent() ? new CostTotal(session, totalCost.getAsDouble()) : new UnusableLine();
            }
            return new OtherLine();
        }

        private TranscriptLine message() {
            if (input.isEmpty() || output.isEmpty()) {
                return new UnusableLine();
            }
            Tokens tokens =
                    new Tokens(input.getAsLong(), output.getAsLong(), cacheRead.orElse(0), cacheWrite.orElse(0));
            return new AssistantMessage(new TranscriptUsage(session, cwd, model, tokens, OptionalDouble.empty()));
        }
    }
}
