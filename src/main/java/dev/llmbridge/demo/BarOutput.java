package dev.llmbridge.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.display.PlainText;
import java.util.Optional;

/**
 * The content of the bar.
 *
 * @param text the label without markup
 * @param cssClass the CSS class
 * @param activity the activity of the most urgent session
 * @param sessions the number of sessions
 * @param hasCost whether any session has reported a cost
 */
record BarOutput(String text, String cssClass, String activity, int sessions, boolean hasCost) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Parses the state file's line; empty if it is invalid. */
    static Optional<BarOutput> parse(String line) {
        try {
            JsonNode state = JSON.readTree(line);
            if (!state.path("text").isTextual()) {
                return Optional.empty();
            }
            return Optional.of(new BarOutput(
                    PlainText.ofState(line),
                    style(state.path("class")),
                    state.path("activity").asText(),
                    state.path("sessions").asInt(),
                    state.hasNonNull("cost")));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Returns the first class; the others are warnings. */
    private static String style(JsonNode classes) {
        return classes.isArray() ? classes.path(0).asText() : classes.asText();
    }
}
