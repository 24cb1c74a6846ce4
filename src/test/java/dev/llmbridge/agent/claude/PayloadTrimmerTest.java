package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTrimmerTest {
    private static final int LIMIT = 212_924;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void a_large_write_is_trimmed_and_the_fields_after_it_are_kept() throws IOException {
        String content = "line\\n".repeat(200_000);
        String json = "{\"session_id\":\"s\",\"hook_event_name\":\"PostToolUse\",\"tool_name\":\"Write\","
                + "\"tool_input\":{\"file_path\":\"/a\",\"content\":\"" + content + "\"},"
                + "\"tool_response\":{\"content\":\"" + content
                + "\"},\"tool_use_id\":\"toolu_1\",\"duration_ms\":3}\n";

        JsonNode trimmed = MAPPER.readTree(trim(json).orElseThrow());

        assertThat(trimmed.get("tool_use_id").asText()).isEqualTo("toolu_1");
        assertThat(trimmed.get("duration_ms").asInt()).isEqualTo(3);
        assertThat(trimmed.get("tool_input").get("file_path").asText()).isEqualTo("/a");
        assertThat(trimmed.get("tool_input").get("content").asText())
                .isEqualTo("line\n".repeat(200).substring(0, 256));
    }

    @Test
    void a_long_prompt_keeps_its_beginning_and_the_background_tasks_remain() throws IOException {
        String json = "{\"prompt\":\"<task-notification>" + "x".repeat(500_000)
                + "\",\"background_tasks\":[{\"id\":\"a\",\"status\":\"running\",\"description\":\"" + "d".repeat(2000)
                + "\"},{\"id\":\"b\",\"status\":\"running\"}]}";

        JsonNode trimmed = MAPPER.readTree(trim(json).orElseThrow());

        assertThat(trimmed.get("prompt").asText())
                .startsWith("<task-notification>x")
                .hasSize(256);
        assertThat(trimmed.get("background_tasks")).hasSize(2);
        assertThat(trimmed.get("background_tasks").get(1).get("status").asText())
                .isEqualTo("running");
    }

    @Test
    void bytes_that_are_not_utf_8_are_replaced() throws IOException {
        byte[] json =
                ("{\"prompt\":\"?" + "x".repeat(500_000) + "\",\"session_id\":\"s\"}").getBytes(StandardCharsets.UTF_8);
        json[11] = (byte) 0xFF;

        JsonNode trimmed =
                MAPPER.readTree(PayloadTrimmer.trim(json, json.length, LIMIT).orElseThrow());

        assertThat(trimmed.get("prompt").asText()).startsWith("\uFFFDx");
        assertThat(trimmed.get("session_id").asText()).isEqualTo("s");
    }

    @Test
    void a_string_is_long_if_it_has_more_than_1024_bytes() {
        String longest = "{\"a\":\"" + "x".repeat(1024) + "\"}";
        assertThat(trim(longest)).contains(utf8(longest));
        assertThat(trim("{\"a\":\"" + "x".repeat(1025) + "\"}")).contains(utf8("{\"a\":\"" + "x".repeat(256) + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u007F", "\u0080", "\u07FF", "\u0800", "\uFFFD", "\uD800\uDC00"})
    void a_long_string_keeps_256_characters_of_any_length(String character) {
        assertThat(trim("{\"a\":\"" + character.repeat(1100) + "\"}"))
                .contains(utf8("{\"a\":\"" + character.repeat(256) + "\"}"));
    }

    @Test
    void a_large_array_of_short_strings_is_emptied() throws IOException {
        String lines = "[" + "\"+ a line of a patch\",".repeat(100_000) + "1]";
        String json = "{\"tool_calls\":[{\"tool_response\":{\"structuredPatch\":[{\"lines\":" + lines
                + "}]},\"tool_use_id\":\"a\"},{\"tool_use_id\":\"b\"}],\"tool_response\":" + lines
                + ",\"tool_use_id\":\"c\"}";

        JsonNode trimmed = MAPPER.readTree(trim(json).orElseThrow());

        assertThat(trimmed.get("tool_response").isArray()).isTrue();
        assertThat(trimmed.get("tool_response")).isEmpty();
        assertThat(trimmed.get("tool_calls").findValuesAsText("tool_use_id")).containsExactly("a", "b");
        assertThat(trimmed.get("tool_use_id").asText()).isEqualTo("c");
    }

    @Test
    void a_payload_that_stays_too_long_is_rejected() {
        StringBuilder json = new StringBuilder("{\"a\":1");
        for (int i = 0; i < 300; i++) {
            json.append(",\"f")
                    .append(i)
                    .append("\":\"")
                    .append("x".repeat(1000))
                    .append('"');
        }

        assertThat(trim(json + "}")).isEmpty();
    }

    @Test
    void a_payload_of_exactly_the_limit_is_accepted() {
        byte[] json = utf8("{\"a\":1}");

        assertThat(PayloadTrimmer.trim(json, json.length, json.length)).contains(json);
        assertThat(PayloadTrimmer.trim(json, json.length, json.length - 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "null",
                "x",
                "{\"a\":\"b",
                "{\"a\":\"b\\",
                "{\"a\":1}}",
                "{\"a\":1}{}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\1\"}",
                "{'a':1}"
            })
    void anything_but_a_complete_json_object_is_rejected(String json) {
        assertThat(trim(json)).isEmpty();
    }

    @Test
    void a_long_string_with_a_malformed_end_is_rejected() {
        assertThat(trim("{\"a\":\"" + "x".repeat(5000))).isEmpty();
        assertThat(trim("{\"a\":\"" + "x".repeat(5000) + "\\")).isEmpty();
        assertThat(trim("{\"a\":\"" + "x".repeat(5000) + "\\q\"}")).isEmpty();
    }

    @Test
    void json_in_another_encoding_is_rejected() {
        byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);

        assertThat(PayloadTrimmer.trim(utf16, utf16.length, LIMIT)).isEmpty();
    }

    private static Optional<byte[]> trim(String json) {
        byte[] bytes = utf8(json);
        return PayloadTrimmer.trim(bytes, bytes.length, LIMIT);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
