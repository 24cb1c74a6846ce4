package dev.llmbridge.display;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmbridge.session.Overview;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All sessions, the most urgent first.
 *
 * @param rows a session each
 * @param truncated whether some were left out, as they did not fit into an answer
 */
public record SessionList(List<SessionRow> rows, boolean truncated) {
    static final JsonFactory JSON = new JsonFactory();

    /** What may follow the last session: {@code ],"truncated":true}}. */
    private static final int CLOSING = 32;

    public SessionList {
        rows = List.copyOf(rows);
    }

    /** The sessions of an overview. */
    public static SessionList of(Overview overview) {
        List<Overview.SessionEntry> entries = overview.entries();
        List<String> names = ProjectNames.of(entries);
        List<SessionRow> rows = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            rows.add(SessionRow.of(names.get(i), entries.get(i)));
        }
        return new SessionList(rows, false);
    }

    /** Reads what {@link #toJson} has written; empty where the bytes are anything else. Unknown fields are skipped. */
    public static Optional<SessionList> parse(byte[] json) {
        return SessionListReader.read(json);
    }

    /**
     * An object with the array {@code sessions}; where they do not all fit, those that do and {@code "truncated":true}.
     *
     * @param limit the most bytes of the whole; at least 64
     */
    public byte[] toJson(int limit) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("sessions");
            boolean cut = truncated;
            for (SessionRow row : rows) {
                byte[] one = toJson(row);
                json.flush();
                if (bytes.size() + one.length + CLOSING > limit) {
                    cut = true;
                    break;
                }
                json.writeRawValue(new String(one, StandardCharsets.UTF_8));
            }
            json.writeEndArray();
            if (cut) {
                json.writeBooleanField("truncated", true);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] toJson(SessionRow row) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            row.writeFields(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
