package dev.llmbridge.agent.claude;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** Reads what Claude Code hands to its status line. */
public final class StatusLineReader {
    /** All that is wanted stands within three levels: {@code context_window.current_usage.input_tokens}. */
    private static final int DEEPEST = 3;

    /**
     * What the JSON tells. A field that is absent or of another type than expected counts as not told; so does a null,
     * but for those by which the client says that the context is empty.
     *
     * @param json one JSON object in UTF-8
     * @return empty where the bytes are no JSON object; never fails, whatever they are
     */
    public Optional<StatusLineReport> read(byte[] json) {
        StatusLineFields fields = new StatusLineFields();
        try (JsonParser parser = HookPayload.JSON.createParser(json)) {
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
            if (value == JsonToken.START_OBJECT && level < DEEPEST) {
                readObject(parser, path + '.', level + 1, fields);
            } else if (value == JsonToken.VALUE_STRING) {
                fields.text(path, parser.getText());
            } else if (value.isNumeric()) {
                fields.number(path, parser.getDoubleValue());
            } else if (value == JsonToken.VALUE_NULL) {
                fields.nothing(path);
            } else {
                parser.skipChildren();
            }
        }
    }
}
