package dev.llmbridge.agent.claude;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmbridge.session.SessionId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;

/**
 * What a transcript tells of its session's usage.
 *
 * @param session as the client names it
 * @param cwd its working folder; empty where not told
 * @param model the id of the model that wrote the newest message; empty where not told
 * @param tokens of the newest message
 * @param costUsd US dollars, as the client summed them up last
 */
public record TranscriptUsage(String session, String cwd, String model, Tokens tokens, OptionalDouble costUsd) {
    /**
     * What the model read and wrote for one message.
     *
     * @param input tokens, without those of the prompt cache
     * @param output tokens
     * @param cacheRead tokens read from the prompt cache
     * @param cacheWrite tokens written to the prompt cache
     */
    public record Tokens(long input, long output, long cacheRead, long cacheWrite) {}

    /** The session as this program names it. */
    public SessionId id() {
        return SessionId.of(session);
    }

    public TranscriptUsage withoutCost() {
        return new TranscriptUsage(session, cwd, model, tokens, OptionalDouble.empty());
    }

    public TranscriptUsage withoutModel() {
        return new TranscriptUsage(session, cwd, "", tokens, costUsd);
    }

    /** As the client's status line would tell it: the object that {@link StatusLineReader} reads, in UTF-8. */
    public byte[] toStatusLine() {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = HookPayload.JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("session_id", session);
            if (!cwd.isEmpty()) {
                json.writeStringField("cwd", cwd);
            }
            if (!model.isEmpty()) {
                json.writeObjectFieldStart("model");
                json.writeStringField("id", model);
                json.writeEndObject();
            }
            if (costUsd.isPresent()) {
                json.writeObjectFieldStart("cost");
                json.writeNumberField("total_cost_usd", costUsd.getAsDouble());
                json.writeEndObject();
            }
            json.writeObjectFieldStart("context_window");
            write(json);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("current_usage");
        json.writeNumberField("input_tokens", tokens.input());
        json.writeNumberField("output_tokens", tokens.output());
        json.writeNumberField("cache_read_input_tokens", tokens.cacheRead());
        json.writeNumberField("cache_creation_input_tokens", tokens.cacheWrite());
        json.writeEndObject();
    }
}
