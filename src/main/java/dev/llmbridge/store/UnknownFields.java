package dev.llmbridge.store;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The fields of a session file that this version does not know. They are written back as they were read, so that a
 * version that knows them finds them again. If they are too large, all of them are dropped.
 *
 * @param ofSession JSON fields separated by commas; empty if there are none
 * @param ofUsage the same for the object {@code usage}
 */
record UnknownFields(String ofSession, String ofUsage) {
    /** The limit on their size in UTF-8. */
    static final int MAX_BYTES = 64 * 1024;

    static final UnknownFields NONE = new UnknownFields("", "");

    /** Returns what is left of these objects after all known fields have been read. */
    static UnknownFields left(JsonObject session, Optional<JsonObject> usage) throws IOException {
        byte[] ofSession = session.unreadFields();
        byte[] ofUsage = usage.isPresent() ? usage.get().unreadFields() : new byte[0];
        return ofSession.length + ofUsage.length <= MAX_BYTES
                ? new UnknownFields(
                        new String(ofSession, StandardCharsets.UTF_8), new String(ofUsage, StandardCharsets.UTF_8))
                : NONE;
    }

    /** Adds fields to an object that already has some. */
    static void append(String fields, JsonGenerator json) throws IOException {
        if (!fields.isEmpty()) {
            json.writeRaw(',');
            json.writeRaw(fields);
        }
    }
}
