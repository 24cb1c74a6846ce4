package dev.llmbridge.agent.claude;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.agent.claude.TranscriptUsage.Tokens;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/** The fields of one transcript line that this program uses; the others are skipped. */
final class TranscriptLine {
    private static final int MAX_NAME = 128;
    private static final int MAX_PATH = 4096;
    /** The deepest field used is {@code message.usage.input_tokens}. */
    private static final int MAX_DEPTH = 3;

    private static final long UNKNOWN = -1;

    private String type = "";
    private String session = "";
    private String cwd = "";
    private String model = "";
    private boolean subagents;
    private long input = UNKNOWN;
    private long output = UNKNOWN;
    private long cacheRead = UNKNOWN;
    private long cacheWrite = UNKNOWN;
    private double totalCost = UNKNOWN;

    private TranscriptLine() {}

    /**
     * Parses the JSON object in {@code from} (inclusive) to {@code to} (exclusive); returns empty for anything else.
     */
    static Optional<TranscriptLine> parse(byte[] bytes, int from, int to) {
        TranscriptLine line = new TranscriptLine();
        try (JsonParser parser = ClientJson.FACTORY.createParser(bytes, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            line.readObject(parser, "", 1);
            boolean complete = parser.nextToken() == null;
            return complete ? Optional.of(line) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void readObject(JsonParser parser, String prefix, int level) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String path = prefix + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && level < MAX_DEPTH && isWanted(path)) {
                readObject(parser, path + '.', level + 1);
            } else if (value == JsonToken.VALUE_STRING) {
                text(path, parser);
            } else if (value.isNumeric()) {
                number(path, parser.getDoubleValue());
            } else if (value == JsonToken.VALUE_TRUE) {
                subagents |= path.equals("isSidechain");
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Tool calls and their results are objects too and can be large, so they are skipped. */
    private static boolean isWanted(String path) {
        return path.equals("message") || path.equals("message.usage");
    }

    private void text(String path, JsonParser parser) throws IOException {
        switch (path) {
            case "type" -> type = parser.getText();
            case "sessionId" -> session = ClientJson.bounded(parser.getText(), MAX_NAME);
            case "cwd" -> cwd = ClientJson.bounded(parser.getText(), MAX_PATH);
            case "message.model" -> model = ClientJson.bounded(parser.getText(), MAX_NAME);
            default -> {}
        }
    }

    private void number(String path, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            return;
        }
        switch (path) {
            case "message.usage.input_tokens" -> input = (long) value;
            case "message.usage.output_tokens" -> output = (long) value;
            case "message.usage.cache_read_input_tokens" -> cacheRead = (long) value;
            case "message.usage.cache_creation_input_tokens" -> cacheWrite = (long) value;
            case "totalCostUSD" -> totalCost = value;
            default -> {}
        }
    }

    /**
     * Whether the session's own model wrote it; subagents have their own context, and the client's own messages have
     * none.
     */
    boolean isAssistantMessage() {
        return type.equals("assistant") && !subagents && !model.equals("<synthetic>");
    }

    /** Whether it is the client's cost total, written when a session ends or pauses. */
    boolean isCost() {
        return type.equals("cost-state");
    }

    /** Empty if not reported. */
    String session() {
        return session;
    }

    /** Empty if not reported. */
    String cwd() {
        return cwd;
    }

    /** Empty if not reported. */
    String model() {
        return model;
    }

    Optional<Tokens> tokens() {
        if (input == UNKNOWN || output == UNKNOWN) {
            return Optional.empty();
        }
        return Optional.of(new Tokens(input, output, Math.max(0, cacheRead), Math.max(0, cacheWrite)));
    }

    OptionalDouble cost() {
        return totalCost == UNKNOWN ? OptionalDouble.empty() : OptionalDouble.of(totalCost);
    }
}
