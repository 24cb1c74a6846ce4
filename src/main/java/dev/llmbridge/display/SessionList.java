package dev.llmbridge.display;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.protocol.JsonText;
import dev.llmbridge.session.Overview;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All sessions, most urgent first.
 *
 * @param rows one row per session
 * @param truncated whether sessions were omitted because they exceeded the size limit of a reply
 */
public record SessionList(List<SessionRow> rows, boolean truncated) {
    /** More than enough bytes for what can follow the last session: {@code ],"truncated":true}}. */
    private static final int SUFFIX_LENGTH = 32;

    public SessionList {
        rows = List.copyOf(rows);
    }

    /** Lists the sessions of an overview. */
    public static SessionList of(Overview overview) {
        List<Overview.SessionEntry> entries = overview.entries();
        List<String> names = ProjectNames.of(entries);
        List<SessionRow> rows = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            rows.add(SessionRow.of(names.get(i), entries.get(i)));
        }
        return new SessionList(rows, false);
    }

    /**
     * Parses the output of {@link #toJson}; returns empty if the bytes are anything else. Unknown fields are ignored,
     * because another version may have written them.
     */
    public static Optional<SessionList> parse(byte[] json) {
        try (JsonParser parser = JsonText.FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Optional<List<SessionRow>> rows = Optional.empty();
            boolean truncated = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "sessions" -> rows = Optional.of(rows(parser));
                    case "truncated" -> truncated = value == JsonToken.VALUE_TRUE;
                    default -> parser.skipChildren();
                }
            }
            boolean complete = parser.nextToken() == null;
            return complete && rows.isPresent()
                    ? Optional.of(new SessionList(rows.get(), truncated))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<SessionRow> rows(JsonParser parser) throws IOException {
        List<SessionRow> rows = new ArrayList<>();
        if (!parser.isExpectedStartArrayToken()) {
            parser.skipChildren();
            return rows;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.isExpectedStartObjectToken()) {
                rows.add(SessionRow.read(parser));
            } else {
                parser.skipChildren();
            }
        }
        return rows;
    }

    /**
     * Returns a JSON object with the array {@code sessions}. If not all sessions fit, the least urgent are omitted and
     * {@code "truncated":true} is added.
     *
     * @param limit maximum size in bytes; at least 64
     */
    public byte[] toJson(int limit) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonText.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("sessions");
            boolean incomplete = truncated;
            for (SessionRow row : rows) {
                String one = JsonText.object(row::writeFields);
                json.flush();
                if (bytes.size() + one.getBytes(StandardCharsets.UTF_8).length + SUFFIX_LENGTH > limit) {
                    incomplete = true;
                    break;
                }
                json.writeRawValue(one);
            }
            json.writeEndArray();
            if (incomplete) {
                json.writeBooleanField("truncated", true);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen: writing to memory", e);
        }
        return bytes.toByteArray();
    }
}
