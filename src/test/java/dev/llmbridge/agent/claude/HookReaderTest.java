package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.Activity.Reason;
import dev.llmbridge.session.BackgroundTasks;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionEvent.StartReason;
import dev.llmbridge.session.SessionId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookReaderTest {
    private final HookReader reader = new HookReader(false);
    private final HookReader withDetail = new HookReader(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "null",
                "[]",
                "42",
                "\"Stop\"",
                "{\"session_id\":\"s\"}",
                "{\"hook_event_name\":\"Stop\"}",
                "{\"session_id\":\"\",\"hook_event_name\":\"Stop\"}",
                "{\"session_id\":\"s\",\"hook_event_name\":7}",
                "{\"session_id\":\"s\",\"hook_event_name\":\"Stop\"",
                "{\"session_id\":\"s\",\"hook_event_name\":\"Stop\"}}",
                "{\"session_id\":\"s\",\"hook_event_name\":\"Stop\"}{}",
                "{\"session_id\":\"s\",\"hook_event_name\":\"Stop\",}",
                "{\"session_id\":\"s\",\"hook_event_name\":\"Stop\",\"prompt\":\"cut",
                "{\"session_id\":\"s\",\"hook_event_name\":\"Stop\",\"tool_calls\":[{\"tool_use_id\":"
            })
    void anything_but_a_hooks_json_produces_no_events(String json) {
        assertThat(read(json)).isEmpty();
        assertThat(withDetail.read(utf8(json), 0, Instant.EPOCH, Optional.empty()))
                .isEmpty();
    }

    @Test
    void surrounding_whitespace_is_ignored() {
        assertThat(read("\n {\"session_id\":\"s\",\"hook_event_name\":\"Stop\"}\n"))
                .containsExactly(new EventDetail.TurnEnded(BackgroundTasks.NONE));
    }

    @Test
    void an_unknown_hook_event_is_a_sign_of_life() {
        assertThat(read(hook("BrandNew", "\"x\":[{\"y\":{}},1,null]"))).containsExactly(new EventDetail.Seen());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7", "null", "true", "[]", "[[{\"a\":[1]}]]", "{}", "{\"a\":{\"tool_use_id\":\"x\"}}", "\"x\""})
    void fields_of_unexpected_types_are_ignored(String value) {
        for (String event : List.of("PreToolUse", "PostToolBatch", "Stop", "SubagentStop", "UserPromptSubmit")) {
            StringBuilder fields = new StringBuilder();
            for (String name : List.of(
                    "tool_name",
                    "tool_use_id",
                    "tool_input",
                    "tool_calls",
                    "background_tasks",
                    "prompt",
                    "agent_id",
                    "error",
                    "cwd",
                    "source")) {
                fields.append('"').append(name).append("\":").append(value).append(',');
            }

            List<SessionEvent> events =
                    withDetail.read(utf8(hook(event, fields + "\"last\":1")), 0, Instant.EPOCH, Optional.empty());

            assertThat(events).as(event).hasSize(1);
        }
    }

    @Test
    void an_id_that_is_unsafe_as_a_file_name_is_replaced_by_its_digest() {
        List<SessionEvent> events = reader.read(
                utf8("{\"session_id\":\"../../etc\",\"hook_event_name\":\"Stop\"}"),
                0,
                Instant.EPOCH,
                Optional.empty());

        assertThat(events).extracting(SessionEvent::session).containsExactly(SessionId.of("../../etc"));
    }

    @Test
    void bytes_that_are_not_utf_8_are_replaced() {
        JsonBytes json = utf8(
                "{\"session_id\":\"s\",\"cwd\":\"/a?b\",\"hook_event_name\":\"UserPromptSubmit\",\"prompt\":\"?\"}");
        byte[] bytes = json.array();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '?' ? (byte) 0xC3 : bytes[i];
        }

        assertThat(withDetail.read(json, 0, Instant.EPOCH, Optional.empty()))
                .singleElement()
                .satisfies(event -> assertThat(event.cwd()).isEqualTo("/a\uFFFDb"))
                .satisfies(event -> assertThat(event.detail()).isEqualTo(new EventDetail.PromptSubmitted(true)));
    }

    @Test
    void a_denied_tool_ends() {
        assertThat(read(hook("PermissionDenied", "\"tool_name\":\"Bash\",\"tool_use_id\":\"1\"")))
                .containsExactly(new EventDetail.ToolEnded("1", "Bash", Optional.empty()));
    }

    @Test
    void the_transcripts_path_names_the_clients_directory() {
        assertThat(reader.sessionsDirectory(
                        utf8(hook("Stop", "\"transcript_path\":\"/home/u/.claude-work/projects/-p/s.jsonl\""))))
                .contains(Path.of("/home/u/.claude-work/sessions"));
        assertThat(reader.sessionsDirectory(
                        utf8(hook("Stop", "\"transcript_path\":\"/a/projects/b/projects/-p/s.jsonl\""))))
                .contains(Path.of("/a/projects/b/sessions"));
        for (String path : List.of("", "projects/-p/s.jsonl", "/projects/-p/s.jsonl", "/home/u/s.jsonl")) {
            assertThat(reader.sessionsDirectory(utf8(hook("Stop", "\"transcript_path\":\"" + path + "\""))))
                    .as(path)
                    .isEmpty();
        }
        assertThat(reader.sessionsDirectory(utf8("[]"))).isEmpty();
    }

    @Test
    void a_batch_ends_every_tool_it_names() {
        String calls = "\"tool_calls\":[{\"tool_use_id\":\"a\",\"tool_input\":{\"tool_use_id\":\"no\"}},17,"
                + "[{\"tool_use_id\":\"no\"}],{\"tool_name\":\"X\"},{\"tool_response\":[],\"tool_use_id\":\"b\"}]";

        assertThat(read(hook("PostToolBatch", calls)))
                .containsExactly(new EventDetail.ToolsEnded(Set.of("a", "b"), Optional.empty()));
    }

    @Test
    void a_stop_counts_the_running_background_tasks() {
        String tasks =
                "\"background_tasks\":[{\"id\":\"a\",\"status\":\"running\"},{\"id\":\"b\",\"status\":\"completed\"},"
                        + "{\"status\":\"running\"},null,{\"id\":\"c\"}]";

        assertThat(read(hook("Stop", tasks))).containsExactly(new EventDetail.TurnEnded(new BackgroundTasks(2, 0)));
    }

    @Test
    void shells_and_monitors_are_counted_separately() {
        String tasks = "\"background_tasks\":[{\"id\":\"a\",\"type\":\"shell\",\"status\":\"running\"},"
                + "{\"type\":\"monitor\",\"status\":\"running\"},{\"type\":\"shell\",\"status\":\"completed\"},"
                + "{\"type\":\"subagent\",\"status\":\"running\"},{\"type\":\"workflow\",\"status\":\"running\"},"
                + "{\"type\":7,\"status\":\"running\"}]";

        assertThat(read(hook("Stop", tasks))).containsExactly(new EventDetail.TurnEnded(new BackgroundTasks(3, 2)));
    }

    @Test
    void a_stopping_subagent_does_not_count_itself() {
        String tasks =
                "\"background_tasks\":[{\"id\":\"a\",\"status\":\"running\"},{\"id\":\"b\",\"status\":\"running\"}]";

        assertThat(read(hook("SubagentStop", "\"agent_id\":\"a\"," + tasks)))
                .containsExactly(new EventDetail.SubagentEnded("a", new BackgroundTasks(1, 0)));
        assertThat(read(hook("SubagentStop", tasks + ",\"agent_id\":\"a\"")))
                .containsExactly(new EventDetail.SubagentEnded("a", new BackgroundTasks(1, 0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<task-notification>\\n<task-id>x|false",
                "<task-notification>|false",
                "\\u003ctask-notification>x|false",
                "<task-notificatio|true",
                "<task-notification|true",
                "please explain <task-notification>|true",
                "\\n<task-notification>|true",
                "|true"
            })
    void a_prompt_that_starts_with_a_task_notification_is_not_from_the_user(String prompt, boolean byUser) {
        String text = prompt == null ? "" : prompt;

        assertThat(read(hook("UserPromptSubmit", "\"prompt\":\"" + text + "\"")))
                .containsExactly(new EventDetail.PromptSubmitted(byUser));
        assertThat(read("{\"prompt\":\"" + text + "\",\"session_id\":\"s\",\"hook_event_name\":\"UserPromptSubmit\"}"))
                .containsExactly(new EventDetail.PromptSubmitted(byUser));
    }

    @Test
    void a_plan_is_a_tool_that_waits_for_approval() {
        assertThat(read(hook("PreToolUse", "\"tool_name\":\"ExitPlanMode\",\"tool_use_id\":\"t\"")))
                .containsExactly(
                        new EventDetail.ToolStarted("t", "ExitPlanMode", Optional.empty(), Optional.empty()),
                        new EventDetail.Asked(Reason.PLAN, Optional.of("ExitPlanMode"), Optional.empty()));
        assertThat(read(hook("PermissionRequest", "\"tool_name\":\"ExitPlanMode\"")))
                .containsExactly(new EventDetail.Asked(Reason.PLAN, Optional.of("ExitPlanMode"), Optional.empty()));
    }

    @Test
    void a_session_waits_from_the_first_hook_of_a_question_to_its_answer() {
        Session session = Session.unknown(SessionId.DEFAULT, Instant.EPOCH);

        session = apply(session, "PreToolUse.AskUserQuestion", 1);
        assertThat(session.activity())
                .isInstanceOfSatisfying(Activity.Waiting.class, waiting -> assertThat(waiting.reason())
                        .isEqualTo(Reason.QUESTION));
        session = apply(session, "PermissionRequest.AskUserQuestion", 2);
        assertThat(session.waiting()).hasSize(1);
        session = apply(session, "PostToolUse.AskUserQuestion", 3);
        assertThat(session.activity()).isEqualTo(new Activity.Thinking(0));
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limit, rate limit",
        "server_error, server error",
        "unknown, unknown error",
        "'', unknown error",
        "529-overloaded, 529-overloaded",
        "no such file: /home/u/secret.txt, unknown error",
        "'a\nb', unknown error"
    })
    void error_codes_are_formatted_and_other_text_is_withheld(String code, String message) {
        String json =
                hook("StopFailure", "\"error\":\"" + code.replace("\n", "\\n") + "\",\"last_assistant_message\":\"x\"");

        assertThat(read(json)).containsExactly(new EventDetail.TurnFailed(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "-"})
    void a_code_consists_of_letters_digits_hyphens_and_underscores(String code) {
        assertThat(read(hook("StopFailure", "\"error\":\"" + code + "\"")))
                .containsExactly(new EventDetail.TurnFailed(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"`", "{", "@", "[", "/", ":", "a b", "é"})
    void anything_else_is_not_a_code(String text) {
        assertThat(read(hook("StopFailure", "\"error\":\"" + text + "\"")))
                .containsExactly(new EventDetail.TurnFailed("unknown error"));
    }

    @Test
    void a_code_has_at_most_40_characters() {
        String longest = "x".repeat(40);
        assertThat(read(hook("StopFailure", "\"error\":\"" + longest + "\"")))
                .containsExactly(new EventDetail.TurnFailed(longest));
        assertThat(read(hook("StopFailure", "\"error\":\"" + longest + "x\"")))
                .containsExactly(new EventDetail.TurnFailed("unknown error"));
    }

    @Test
    void the_end_of_a_tool_needs_an_id_or_a_name() {
        assertThat(read(hook("PostToolUse", "\"tool_name\":\"Bash\"")))
                .containsExactly(new EventDetail.ToolEnded("", "Bash", Optional.empty()));
        assertThat(read(hook("PostToolUse", "\"tool_use_id\":\"1\"")))
                .containsExactly(new EventDetail.ToolEnded("1", "", Optional.empty()));
        assertThat(read(hook("PostToolUse", "\"other\":1"))).containsExactly(new EventDetail.Seen());
    }

    @Test
    void an_overlong_or_missing_error_code_is_an_unknown_error() {
        assertThat(read(hook("StopFailure", "\"error\":\"" + "x".repeat(5000) + "\"")))
                .containsExactly(new EventDetail.TurnFailed("unknown error"));
        assertThat(read(hook("StopFailure", "\"other\":1")))
                .containsExactly(new EventDetail.TurnFailed("unknown error"));
    }

    @Test
    void an_unknown_source_is_reported_as_other() {
        assertThat(read(hook("SessionStart", "\"source\":\"new\"")))
                .containsExactly(new EventDetail.SessionStarted(StartReason.OTHER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"command\":\"rm x\",\"description\":\"Removes x\"}|Removes x",
                "{\"file_path\":\"/home/user/a.txt\",\"content\":\"secret\"}|a.txt",
                "{\"notebook_path\":\"/n/b.ipynb\"}|b.ipynb",
                "{\"description\":\" \",\"path\":\"dir\"}|dir",
                "{\"description\":\"two\\nlines\"}|two lines",
                "{\"command\":\"secret\"}|",
                "{\"description\":7}|",
                "\"text\"|"
            })
    void a_detail_is_the_description_or_the_file_name(String input, String detail) {
        String json = hook("PreToolUse", "\"tool_name\":\"T\",\"tool_input\":" + input + ",\"tool_use_id\":\"t\"");

        assertThat(withDetail.read(utf8(json), 0, Instant.EPOCH, Optional.empty()))
                .extracting(SessionEvent::detail)
                .containsExactly(new EventDetail.ToolStarted("t", "T", Optional.ofNullable(detail), Optional.empty()));
        assertThat(read(json))
                .containsExactly(new EventDetail.ToolStarted("t", "T", Optional.empty(), Optional.empty()));
    }

    @Test
    void a_detail_is_truncated_without_splitting_a_character() {
        String json = hook(
                "PreToolUse", "\"tool_name\":\"T\",\"tool_input\":{\"description\":\"" + "x".repeat(79) + "🛠🛠\"}");

        assertThat(withDetail.read(utf8(json), 0, Instant.EPOCH, Optional.empty()))
                .extracting(SessionEvent::detail)
                .containsExactly(new EventDetail.ToolStarted("", "T", Optional.of("x".repeat(79)), Optional.empty()));
    }

    @Test
    void an_unpaired_surrogate_is_replaced() {
        assertThat(read(hook("PreToolUse", "\"tool_name\":\"a\\ud83db\"")))
                .containsExactly(new EventDetail.ToolStarted("", "a\uFFFDb", Optional.empty(), Optional.empty()));
    }

    private Session apply(Session session, String sample, long second) {
        Session result = session;
        for (SessionEvent event : reader.read(
                JsonBytes.of(Samples.bytes(sample)), second, Instant.ofEpochSecond(second), Optional.empty())) {
            result = result.apply(event);
        }
        return result;
    }

    private List<EventDetail> read(String json) {
        return reader.read(utf8(json), 0, Instant.EPOCH, Optional.empty()).stream()
                .map(SessionEvent::detail)
                .toList();
    }

    private static String hook(String event, String fields) {
        return "{\"session_id\":\"s\",\"hook_event_name\":\"" + event + "\"," + fields + "}";
    }

    private static JsonBytes utf8(String text) {
        return JsonBytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
