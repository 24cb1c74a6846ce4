package dev.llmbridge.agent.claude;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** Parses the JSON that Claude Code passes to its status line. */
public final class StatusLineReader {
    /** The deepest field used is {@code context_window.current_usage.input_tokens}. */
    private static final int MAX_DEPTH = 3;

    /**
     * Parses the JSON. A field that is absent or has an unexpected type counts as not reported. So does a null, except
     * those with which the client reports that the context is empty.
     *
     * @param json one JSON object in UTF-8
     * @return empty if the bytes are not a JSON object. Never throws
     */
    public Optional<StatusLineReport> read(byte[] json) {
        StatusLineFields fields = new StatusLineFields();
        try (JsonParser parser = ClientJson.FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            readObject(parser, "", 1, fields);
            boolean complete = parser.nextToken() == null;
            return complete ? Optional.of(fields.report()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void readObject(JsonParser parser, String prefix, int level, StatusLineFields fields)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String path = prefix + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && level < MAX_DEPTH) {
                readObject(parser, path + '.', level + 1, fields);
            } else if (value == JsonToken.VALUE_STRING) {
                fields.text(path, parser.getText());
            } else if (value.isNumeric()) {
                fields.number(path, parser.getDoubleValue());
            } else if (value == JsonToken.VALUE_NULL) {
                fields.nullValue(path);
            } else {
                parser.skipChildren();
            }
        }
    }
}
