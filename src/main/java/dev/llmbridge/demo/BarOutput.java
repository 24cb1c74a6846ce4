package dev.llmbridge.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.display.PlainText;
import java.util.Optional;

/**
 * What the bar is given.
 *
 * @param text the label, as people see it
 * @param cssClass the class of the style sheet
 * @param activity what the most urgent session does
 * @param sessions how many there are
 */
record BarOutput(String text, String cssClass, String activity, int sessions) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads the state file's line; empty where it is none. */
    static Optional<BarOutput> parse(String line) {
        try {
            JsonNode state = JSON.readTree(line);
            if (!state.path("text").isTextual()) {
                return Optional.empty();
            }
            return Optional.of(new BarOutput(
                    PlainText.ofState(line),
                    state.path("class").asText(),
                    state.path("activity").asText(),
                    state.path("sessions").asInt()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
