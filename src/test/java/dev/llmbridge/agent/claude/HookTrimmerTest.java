package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.session.SessionEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookTrimmerTest {
    static List<String> samples() {
        return Samples.names().stream()
                .filter(name -> !name.startsWith("StatusLine"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_trimmed_hook_means_the_same_and_is_small(String sample) {
        byte[] json = Samples.bytes(sample);
        byte[] trimmed = HookTrimmer.trim(json, false).orElseThrow();
        assertThat(events(trimmed)).isEqualTo(events(json));
        assertThat(trimmed).hasSizeLessThan(1024);
    }

    @Test
    void what_the_user_the_model_and_tools_have_written_is_left_out() {
        String trimmed = trim("""
                {"session_id":"s","hook_event_name":"PostToolUse","prompt":"secret","message":"secret",
                "tool_input":{"description":"secret","command":"secret"},"tool_response":["secret"],
                "last_assistant_message":"secret","tool_name":"Bash",
                "tool_calls":[{"tool_use_id":"t","tool_input":{"id":"secret"}}, "secret"],
                "background_tasks":[{"id":"b","type":"shell","status":"running","command":"secret"}]}""");
        assertThat(trimmed)
                .isEqualTo("{\"session_id\":\"s\",\"hook_event_name\":\"PostToolUse\",\"prompt\":\"\","
                        + "\"tool_name\":\"Bash\",\"tool_calls\":[{\"tool_use_id\":\"t\"}],"
                        + "\"background_tasks\":[{\"id\":\"b\",\"type\":\"shell\",\"status\":\"running\"}]}");
    }

    @Test
    void the_error_of_a_tool_is_left_out_and_the_code_of_a_failed_turn_is_kept() {
        assertThat(trim("{\"hook_event_name\":\"PostToolUseFailure\",\"error\":\"secret\"}"))
                .isEqualTo("{\"hook_event_name\":\"PostToolUseFailure\"}");
        assertThat(trim("{\"hook_event_name\":\"StopFailure\",\"error\":\"rate_limit\"}"))
                .isEqualTo("{\"hook_event_name\":\"StopFailure\",\"error\":\"rate_limit\"}");
    }

    @Test
    void the_arguments_that_the_daemon_may_show_are_kept_on_request() {
        byte[] json = "{\"tool_input\":{\"content\":\"long\",\"file_path\":\"/a\",\"description\":1}}"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(HookTrimmer.trim(json, true).map(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                .hasValue("{\"tool_input\":{\"file_path\":\"/a\"}}");
    }

    @Test
    void a_prompt_is_reduced_to_whether_it_is_a_notification() {
        assertThat(trim("{\"prompt\":\"<task-notification> secret\"}"))
                .isEqualTo("{\"prompt\":\"<task-notification>\"}");
    }

    @Test
    void a_long_text_is_truncated() {
        assertThat(trim("{\"cwd\":\"" + "x".repeat(5000) + "\"}")).isEqualTo("{\"cwd\":\"" + "x".repeat(1024) + "\"}");
    }

    @Test
    void values_of_other_types_are_left_out() {
        assertThat(trim("{\"session_id\":1,\"cwd\":null,\"agent_id\":{\"cwd\":\"x\"},\"tool_calls\":{},\"prompt\":[]}"))
                .isEqualTo("{}");
    }

    @Test
    void bytes_that_are_not_utf_8_do_not_prevent_trimming() {
        byte[] json = "{\"cwd\":\"/a\",\"prompt\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(HookTrimmer.trim(json, false)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{}x", "{\"cwd\":\"", "null"})
    void anything_but_one_object_is_rejected(String json) {
        assertThat(HookTrimmer.trim(json.getBytes(StandardCharsets.UTF_8), false))
                .isEmpty();
    }

    private static String trim(String json) {
        return new String(
                HookTrimmer.trim(json.getBytes(StandardCharsets.UTF_8), false).orElseThrow(), StandardCharsets.UTF_8);
    }

    private static List<SessionEvent> events(byte[] json) {
        return new HookReader(false).read(JsonBytes.of(json), 1, Instant.EPOCH, Optional.empty());
    }
}
