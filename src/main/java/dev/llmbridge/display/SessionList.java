package dev.llmbridge.display;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** All sessions as JSON, the most urgent first. */
public final class SessionList {
    private static final int MAX_CWD = 4096;
    private static final JsonFactory JSON = new JsonFactory();

    /** What may follow the last session: {@code ],"truncated":true}}. */
    private static final int CLOSING = 32;

    /**
     * An object with the array {@code sessions}; where they do not all fit, those that do and {@code "truncated":true}.
     *
     * @param limit bytes of the whole
     */
    public static byte[] toJson(Overview overview, int limit) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("sessions");
            boolean truncated = false;
            for (Overview.Entry entry : overview.entries()) {
                byte[] one = toJson(entry);
                json.flush();
                if (bytes.size() + one.length + CLOSING > limit) {
                    truncated = true;
                    break;
                }
                json.writeRawValue(new String(one, StandardCharsets.UTF_8));
            }
            json.writeEndArray();
            if (truncated) {
                json.writeBooleanField("truncated", true);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] toJson(Overview.Entry entry) throws IOException {
        Session session = entry.session();
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("id", session.id().value());
            json.writeStringField("cwd", Text.shorten(Text.clean(session.cwd()), MAX_CWD));
            json.writeNumberField(
                    "pid", session.client().map(ClientProcess::pid).orElse(0));
            json.writeStringField("activity", Label.of(entry.activity()));
            json.writeNumberField("since", since(entry).getEpochSecond());
            json.writeStringField("model", BarRenderer.model(session.usage()));
            json.writeNumberField("cost", session.maxCostUsd());
            if (session.usage().contextPercent().isPresent()) {
                json.writeNumberField(
                        "context", session.usage().contextPercent().getAsInt());
            }
            json.writeNumberField("last_event", session.lastEvent().getEpochSecond());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static Instant since(Overview.Entry entry) {
        Session session = entry.session();
        return switch (entry.activity()) {
            case Activity.Idle(Optional<Instant> finished) -> finished.orElse(session.lastEvent());
            case Activity.ToolUse tool -> tool.since();
            case Activity.Waiting waiting -> waiting.since();
            case Activity.Compacting compacting -> compacting.since();
            case Activity.Thinking _ -> session.lastEvent();
            case Activity.Failed _ -> session.finished().orElse(session.lastEvent());
        };
    }

    private SessionList() {}
}
