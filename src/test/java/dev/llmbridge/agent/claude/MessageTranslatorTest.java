package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.Message.EventType;
import dev.llmbridge.session.BackgroundTasks;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.Timestamp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageTranslatorTest {
    private static final Instant WALL = Instant.parse("2026-01-01T10:00:00Z");
    private static final Timestamp RECEIVED = new Timestamp(WALL, 5_000_000_000L);
    private static final int ALIVE = 7;
    private static final int UNSEEN = 8;
    private static final String STOP = "{\"session_id\":\"s\",\"hook_event_name\":\"Stop\",\"cwd\":\"/w\"}";

    private final List<Integer> lookedUp = new ArrayList<>();
    private final MessageTranslator translator =
            new MessageTranslator(new HookReader(false), this::startTime, this::branchIn);

    @Test
    void a_hook_event_has_the_time_at_which_its_process_started() {
        assertThat(read(hook(3_000_000_000L, 0, STOP)))
                .containsExactly(new SessionEvent(
                        new SessionId("s"),
                        WALL.minusSeconds(2),
                        3_000_000_000L,
                        Optional.empty(),
                        "/w",
                        new EventDetail.TurnEnded(BackgroundTasks.NONE)));
    }

    @Test
    void a_hook_without_a_valid_stamp_has_the_time_of_its_receipt() {
        for (long stamp : new long[] {0, RECEIVED.monotonic() + 1, Long.MAX_VALUE}) {
            assertThat(read(hook(stamp, 0, STOP))).singleElement().satisfies(event -> {
                assertThat(event.at()).isEqualTo(WALL);
                assertThat(event.stamp()).isEqualTo(RECEIVED.monotonic());
            });
        }
    }

    @Test
    void a_hook_that_begins_a_session_or_a_turn_names_the_directory_of_session_files() {
        assertThat(sessionsDirectory("SessionStart")).contains(Path.of("/home/u/.claude/sessions"));
        assertThat(sessionsDirectory("UserPromptSubmit")).contains(Path.of("/home/u/.claude/sessions"));
        assertThat(sessionsDirectory("Stop")).isEmpty();
        assertThat(translator.sessionsDirectory(hook(1, 0, "{}"), List.of())).isEmpty();
    }

    private Optional<Path> sessionsDirectory(String event) {
        Message.Hook hook = hook(
                1,
                0,
                "{\"session_id\":\"s\",\"hook_event_name\":\"" + event
                        + "\",\"transcript_path\":\"/home/u/.claude/projects/-p/s.jsonl\"}");
        return translator.sessionsDirectory(hook, read(hook));
    }

    @Test
    void the_client_is_identified_by_pid_and_start_time() {
        assertThat(read(hook(1, ALIVE, STOP)))
                .extracting(SessionEvent::client)
                .containsExactly(Optional.of(new ClientProcess(ALIVE, 1234)));
    }

    @Test
    void a_client_that_is_not_visible_has_no_start_time() {
        assertThat(read(hook(1, UNSEEN, STOP)))
                .extracting(SessionEvent::client)
                .containsExactly(Optional.of(new ClientProcess(UNSEEN, 0)));
    }

    @Test
    void without_a_pid_no_process_is_looked_up() {
        assertThat(read(hook(1, 0, STOP))).extracting(SessionEvent::client).containsExactly(Optional.empty());
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void a_typed_event_has_the_time_of_its_receipt() {
        assertThat(read(new Message.TypedEvent(Optional.of("s"), EventType.TOOL_START, Optional.of("Bash"))))
                .containsExactly(new SessionEvent(
                        new SessionId("s"),
                        WALL,
                        RECEIVED.monotonic(),
                        Optional.empty(),
                        "",
                        new EventDetail.ToolStarted("", "Bash", Optional.empty(), Optional.empty())));
    }

    @Test
    void a_status_line_reports_usage() {
        byte[] json = Samples.bytes("StatusLine.after-turn");

        assertThat(read(new Message.StatusLinePayload(json))).singleElement().satisfies(event -> {
            assertThat(event.detail()).isInstanceOf(EventDetail.UsageReported.class);
            assertThat(event.at()).isEqualTo(WALL);
            assertThat(event.stamp()).isEqualTo(RECEIVED.monotonic());
            assertThat(event.client()).isEmpty();
        });
    }

    @Test
    void unreadable_payloads_and_queries_produce_no_events() {
        assertThat(read(hook(1, ALIVE, "no json"))).isEmpty();
        assertThat(read(new Message.StatusLinePayload("[]".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(read(new Message.Query(Message.QueryType.STATUS))).isEmpty();
    }

    @Test
    void what_is_checked_out_is_read_when_it_can_have_changed() {
        assertThat(branches(hookEvent("SessionStart", ""))).containsExactly("main");
        assertThat(branches(hookEvent("UserPromptSubmit", ""))).containsExactly("main");
        assertThat(branches(hookEvent("Stop", ""))).containsExactly("main");
        assertThat(branches(hookEvent("PostToolUse", ",\"tool_name\":\"Bash\",\"tool_use_id\":\"t\"")))
                .containsExactly("main");
        assertThat(branches(new Message.StatusLinePayload(
                        "{\"session_id\":\"s\",\"cwd\":\"/repository\"}".getBytes(StandardCharsets.UTF_8))))
                .containsExactly("main");
    }

    @Test
    void what_is_checked_out_is_not_read_for_other_events_or_subagents() {
        for (Message message : List.of(
                hookEvent("PreToolUse", ",\"tool_name\":\"Bash\",\"tool_use_id\":\"t\""),
                hookEvent("PostToolUse", ",\"tool_name\":\"Read\",\"tool_use_id\":\"t\""),
                hookEvent("PostToolUse", ",\"tool_name\":\"Bash\",\"tool_use_id\":\"t\",\"agent_id\":\"a\""),
                hookEvent("SessionEnd", ""))) {
            assertThat(branches(message)).isEmpty();
        }
        assertThat(branches(hook(1, 0, "{\"session_id\":\"s\",\"hook_event_name\":\"Stop\"}")))
                .isEmpty();
    }

    private List<String> branches(Message message) {
        List<String> branches = new ArrayList<>();
        for (SessionEvent event : translator.read(message, RECEIVED)) {
            if (event.detail() instanceof EventDetail.BranchRead(String branch)) {
                branches.add(branch);
            }
        }
        return branches;
    }

    private static Message.Hook hookEvent(String name, String more) {
        return hook(
                1,
                0,
                "{\"session_id\":\"s\",\"hook_event_name\":\"" + name + "\",\"cwd\":\"/repository\"" + more + "}");
    }

    private String branchIn(String directory) {
        return directory.equals("/repository") ? "main" : "";
    }

    /** Returns the events without those that {@link #branches} returns. */
    private List<SessionEvent> read(Message message) {
        return translator.read(message, RECEIVED).stream()
                .filter(event -> !(event.detail() instanceof EventDetail.BranchRead))
                .toList();
    }

    private long startTime(int pid) {
        lookedUp.add(pid);
        return pid == ALIVE ? 1234 : 0;
    }

    private static Message.Hook hook(long stamp, int pid, String json) {
        return new Message.Hook(stamp, pid, json.getBytes(StandardCharsets.UTF_8));
    }
}
