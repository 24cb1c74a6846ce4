package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.session.BackgroundTasks;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookPayloadTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"<task-notification>\"",
                "\"<task-notification> done\"",
                "\"\\u003ctask-notification> done\"",
            })
    void a_prompt_that_begins_with_the_tag_reports_a_task(String prompt) {
        assertThat(withPrompt(prompt).isTaskNotification()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\" <task-notification>\"",
                "\"<task-notification\"",
                "\"\\n<task-notification>\"",
                "\"\\u003ctask-notifications\"",
                "[\"<task-notification>\"]",
                "true",
                "null",
            })
    void any_other_prompt_is_the_users(String prompt) {
        assertThat(withPrompt(prompt).isTaskNotification()).isFalse();
    }

    @Test
    void a_payload_that_ends_shortly_after_the_prompt_is_complete() {
        assertThat(parse("{\"prompt\":\"<\"}").isTaskNotification()).isFalse();
        assertThat(parse("{\"prompt\":\"<task-notification>\"}").isTaskNotification())
                .isTrue();
    }

    @Test
    void the_numbers_of_tool_calls_and_tasks_are_bounded() {
        String calls = String.join(",", Collections.nCopies(600, "{\"tool_use_id\":\"t\"}"));
        String tasks = String.join(",", Collections.nCopies(600, "{\"status\":\"running\",\"type\":\"shell\"}"));

        HookPayload payload = parse("{\"tool_calls\":[" + calls + "],\"background_tasks\":[" + tasks + "]}");

        assertThat(payload.toolCallIds()).hasSize(512);
        assertThat(payload.otherBackgroundTasks()).isEqualTo(new BackgroundTasks(0, 512));
    }

    private static HookPayload withPrompt(String prompt) {
        return parse("{\"prompt\":" + prompt + ",\"cwd\":\"/home/user/a-rather-long-path\"}");
    }

    private static HookPayload parse(String json) {
        String header = "HOOK:1:2:";
        byte[] datagram = (header + json).getBytes(StandardCharsets.UTF_8);
        return HookPayload.parse(new JsonBytes(datagram, header.length()), false)
                .orElseThrow();
    }
}
