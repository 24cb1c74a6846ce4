package dev.llmbridge.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Parses the program's output. */
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: >" + text + "<", e);
        }
    }

    /** Parses output that must be exactly one line. */
    static JsonNode line(String text) {
        if (text.indexOf('\n') != text.length() - 1 || text.length() < 2) {
            throw new AssertionError("not one line: >" + text + "<");
        }
        return read(text);
    }
}
