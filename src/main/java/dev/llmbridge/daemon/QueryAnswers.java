package dev.llmbridge.daemon;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmbridge.display.BarState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Answers to queries, each one datagram of JSON. */
final class QueryAnswers {
    private static final JsonFactory JSON = new JsonFactory();

    private final String version;
    private final int pid;

    QueryAnswers(String version, int pid) {
        this.version = version;
        this.pid = pid;
    }

    byte[] status(BarState state) {
        return state.toJson().getBytes(StandardCharsets.UTF_8);
    }

    /** Tells that the daemon lives, and how many datagrams it has taken and thrown away. */
    byte[] ping(DatagramStats stats) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("version", version);
            json.writeNumberField("pid", pid);
            json.writeNumberField("received", stats.receivedCount());
            json.writeNumberField("dropped", stats.droppedCount());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }
}
