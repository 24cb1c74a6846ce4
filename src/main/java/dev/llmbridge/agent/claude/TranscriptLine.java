package dev.llmbridge.agent.claude;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.agent.claude.TranscriptUsage.Tokens;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/** The fields of one line of a transcript that mean something here; others are skipped unread. */
final class TranscriptLine {
    private static final int MAX_NAME = 128;
    private static final int MAX_PATH = 4096;
    /** {@code message.usage.input_tokens}. */
    private static final int DEEPEST = 3;

    private static final long NOT_TOLD = -1;

    private String type = "";
    private String session = "";
    private String cwd = "";
    private String model = "";
    private boolean subagents;
    private long input = NOT_TOLD;
    private long output = NOT_TOLD;
    private long cacheRead = NOT_TOLD;
    private long cacheWrite = NOT_TOLD;
    private double totalCost = NOT_TOLD;

    private TranscriptLine() {}

    /** Reads one JSON object; empty where the bytes from {@code from} up to {@code to} are anything else. */
    static Optional<TranscriptLine> parse(byte[] bytes, int from, int to) {
        TranscriptLine line = new TranscriptLine();
        try (JsonParser parser = HookPayload.JSON.createParser(bytes, from, to - from)) {
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
            if (value == JsonToken.START_OBJECT && level < DEEPEST && isWanted(path)) {
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

    /** Tool calls and their results are objects too, and can be large. */
    private static boolean isWanted(String path) {
        return path.equals("message") || path.equals("message.usage");
    }

    private void text(String path, JsonParser parser) throws IOException {
        switch (path) {
            case "type" -> type = parser.getText();
            case "sessionId" -> session = BoundedText.of(parser.getText(), MAX_NAME);
            case "cwd" -> cwd = BoundedText.of(parser.getText(), MAX_PATH);
            case "message.model" -> model = BoundedText.of(parser.getText(), MAX_NAME);
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

    /** Said by the session's own model: subagents have contexts of their own, and what the client says itself has none. */
    boolean isOfAssistant() {
        return type.equals("assistant") && !subagents && !model.equals("<synthetic>");
    }

    /** The client's own sum, written when a session ends or pauses. */
    boolean isOfCost() {
        return type.equals("cost-state");
    }

    /** Empty where not told. */
    String session() {
        return session;
    }

    /** Empty where not told. */
    String cwd() {
        return cwd;
    }

    /** Empty where not told. */
    String model() {
        return model;
    }

    Optional<Tokens> tokens() {
        if (input == NOT_TOLD || output == NOT_TOLD) {
            return Optional.empty();
        }
        return Optional.of(new Tokens(input, output, Math.max(0, cacheRead), Math.max(0, cacheWrite)));
    }

    OptionalDouble cost() {
        return totalCost == NOT_TOLD ? OptionalDouble.empty() : OptionalDouble.of(totalCost);
    }
}
