package dev.llmbridge.agent.claude;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmbridge.protocol.JsonText;
import dev.llmbridge.session.SessionId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A session's usage according to its transcript.
 *
 * @param session the session id as written by the client
 * @param cwd the session's working directory; empty if not reported
 * @param model the id of the model that wrote the newest message; empty if not reported
 * @param tokens the token counts of the newest message
 * @param costUsd the latest total cost that the client recorded, in US dollars
 */
public record TranscriptUsage(String session, String cwd, String model, Tokens tokens, OptionalDouble costUsd) {
    /**
     * The token counts of one message.
     *
     * @param input input tokens, not counting those of the prompt cache
     * @param output output tokens
     * @param cacheRead tokens read from the prompt cache
     * @param cacheWrite tokens written to the prompt cache
     */
    public record Tokens(long input, long output, long cacheRead, long cacheWrite) {}

    /** Returns the session id in the form that this program uses. */
    public SessionId id() {
        return SessionId.of(session);
    }

    TranscriptUsage withCost(OptionalDouble usd) {
        return new TranscriptUsage(session, cwd, model, tokens, usd);
    }

    /**
     * Returns the usage without outdated values. Claude Code does not record the cost after every message, so a lower
     * cost is an older one. The model's id is omitted if its display name is known from the status line.
     *
     * @param knownCostUsd the session's last known cost in US dollars; empty if it has none
     * @param knownModel the session's last known model; may be empty
     */
    public TranscriptUsage withoutOutdatedValues(OptionalDouble knownCostUsd, String knownModel) {
        boolean outdated = costUsd.isPresent() && costUsd.getAsDouble() < knownCostUsd.orElse(0);
        return new TranscriptUsage(
                session,
                cwd,
                isNameOf(knownModel, model) ? "" : model,
                tokens,
                outdated ? OptionalDouble.empty() : costUsd);
    }

    /**
     * Returns whether a display name such as {@code Opus 4.5} belongs to an id such as
     * {@code claude-opus-4-5-20251101}.
     */
    private static boolean isNameOf(String name, String id) {
        String words = words(name);
        return words.length() > 1 && words(id).contains(words);
    }

    private static String words(String text) {
        return '-' + text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + '-';
    }

    /** Describes the usage in one line. */
    public String summary() {
        String cost = costUsd.isPresent() ? String.format(Locale.ROOT, ", $%.4f", costUsd.getAsDouble()) : "";
        return "session " + id() + ": " + tokens.input() + " in, " + tokens.output() + " out, cache "
                + tokens.cacheRead() + " read / " + tokens.cacheWrite() + " written" + cost;
    }

    /** Returns the usage as the JSON of a status line in UTF-8, as {@link StatusLineReport} parses it. */
    public byte[] toStatusLine() {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonText.FACTORY.createGenerator(bytes)) {
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
            writeTokens(json);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private void writeTokens(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("current_usage");
        json.writeNumberField("input_tokens", tokens.input());
        json.writeNumberField("output_tokens", tokens.output());
        json.writeNumberField("cache_read_input_tokens", tokens.cacheRead());
        json.writeNumberField("cache_creation_input_tokens", tokens.cacheWrite());
        json.writeEndObject();
    }
}
