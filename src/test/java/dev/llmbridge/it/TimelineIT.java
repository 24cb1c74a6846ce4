package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Histories in which hooks, session files and processes seem to contradict each other, played by a double. */
@Twins
final class TimelineIT {
    private static final String ID = "5e55-11";
    private static final Duration POLL = Duration.ofMillis(2);

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    private DaemonProcess daemon;
    private ClientDouble client;

    TimelineIT(Program program) {
        this.program = program;
    }

    @BeforeEach
    void start() {
        daemon = DaemonProcess.start(program, home);
        client = ClientDouble.start(program, home);
    }

    @AfterEach
    void stop() {
        client.close();
        daemon.close();
    }

    @Test
    void a_turn_lasts_as_long_as_other_stop_hooks_run() {
        beginTurn();
        client.hook(Payload.stop(ID));
        assertShowsNow("Thinking");
        client.report(ID, "idle");
        awaitShown("Idle");
    }

    @Test
    void a_tool_that_the_file_does_not_confirm_ends_after_a_second() {
        client.report(ID, "idle");
        awaitFile("idle");
        // On a busy machine, more than a second may already have passed when the daemon reads the message.
        client.hook(Payload.toolStart(ID, "Bash", "t1"));
        assertThat(sources().path("hook").textValue()).isEqualTo("tool started: Bash");
        awaitShown("Idle");
        assertThat(sources().path("agree").booleanValue()).isFalse();
        assertThat(sources().at("/processes/0/file").textValue()).isEqualTo("idle");
    }

    @Test
    void shells_in_the_background_leave_the_session_idle() {
        beginTurn();
        String shell = "{\"id\":\"b1\",\"type\":\"shell\",\"status\":\"running\",\"command\":\"x\"}";
        client.hook(Payload.hook(ID, "Stop", "\"background_tasks\":[" + shell + "]"));
        assertShowsNow("Thinking");
        client.report(ID, "shell");
        awaitShown("Idle");
        assertThat(session().path("activity").textValue()).isEqualTo("Idle");
        client.report(ID, "busy");
        awaitShown("Thinking");
    }

    @Test
    void a_removed_file_no_longer_keeps_a_finished_turn_working() {
        beginTurn();
        client.hook(Payload.stop(ID));
        assertShowsNow("Thinking");
        client.removeFile();
        awaitShown("Idle");
    }

    @Test
    void a_prompt_that_is_queued_hides_no_tool() {
        beginTurn();
        client.hook(Payload.toolStart(ID, "Bash", "t1"));
        client.hook(Payload.prompt(ID));
        assertShowsNow("Bash");
    }

    @Test
    void a_tool_denied_in_auto_mode_ends() {
        beginTurn();
        client.hook(Payload.toolStart(ID, "Bash", "t1"));
        client.hook(Payload.hook(ID, "PermissionDenied", "\"tool_name\":\"Bash\",\"tool_use_id\":\"t1\""));
        assertShowsNow("Thinking");
    }

    @Test
    void a_session_lives_as_long_as_one_of_its_processes() {
        client.report(ID, "idle");
        awaitFile("idle");
        try (ClientDouble other = ClientDouble.start(program, home)) {
            other.report(ID, "busy", "sdk-cli");
            other.hook(Payload.prompt(ID));
            awaitShown("Thinking");
            assertThat(session().path("pid").longValue()).isEqualTo(client.pid());
            other.hook(Payload.hook(ID, "SessionEnd", "\"reason\":\"other\""));
            awaitShown("Idle");
        }
        client.hook(Payload.prompt(ID));
        client.report(ID, "busy");
        awaitShown("Thinking");
        client.kill();
        await("the session to end").pollInterval(POLL).until(() -> sessions().isEmpty());
    }

    @Test
    void a_headless_session_determines_nothing_while_there_is_another() {
        client.report(ID, "idle");
        awaitFile("idle");
        try (ClientDouble other = ClientDouble.start(program, home)) {
            other.report("headless", "busy", "sdk-cli");
            await("the other session").pollInterval(POLL).until(() -> sessions().size() == 2);
            assertShowsNow("Idle");
            assertThat(session("headless").path("headless").booleanValue()).isTrue();
            client.kill();
            awaitShown("Thinking");
        }
    }

    @Test
    void the_directory_of_the_clients_file_is_learned_from_its_hooks() {
        Path directory = home.user().resolve("elsewhere/sessions");
        try (ClientDouble other = ClientDouble.start(program, home, directory)) {
            String transcript = "\"transcript_path\":\"" + directory.resolveSibling("projects/p/s.jsonl") + "\"";
            other.hook(Payload.hook(ID, "UserPromptSubmit", transcript));
            assertShowsNow("Thinking");
            other.report(ID, "idle");
            awaitShown("Idle");
        }
    }

    @Test
    void the_project_keeps_its_name_when_the_shell_changes_its_directory() {
        beginTurn();
        client.hook(Payload.hook(ID, "PostToolUse", "\"tool_name\":\"Bash\"").replace("/home/user/project", "/tmp"));
        assertThat(session().path("project").textValue()).isEqualTo("project");
    }

    private void beginTurn() {
        client.hook(Payload.prompt(ID));
        client.report(ID, "busy");
        awaitFile("busy");
    }

    /** Waits until the daemon has read this status from the client's file. Without any session, the bar shows idle. */
    private void awaitFile(String status) {
        await("the file to be read")
                .pollInterval(POLL)
                .until(() ->
                        sessions().at("/0/sources/processes/0/file").asText().equals(status));
    }

    /** Asserts what the daemon shows after all hooks so far. It reads messages in the order in which they were sent. */
    private void assertShowsNow(String activity) {
        assertThat(daemon.ask("status").path("activity").textValue()).isEqualTo(activity);
    }

    private void awaitShown(String activity) {
        await("the bar to show " + activity)
                .pollInterval(POLL)
                .until(() -> daemon.ask("status").path("activity").asText().equals(activity));
    }

    private JsonNode sessions() {
        return daemon.sessions().path("sessions");
    }

    private JsonNode session() {
        return session(ID);
    }

    private JsonNode session(String id) {
        for (JsonNode session : sessions()) {
            if (session.path("id").asText().equals(id)) {
                return session;
            }
        }
        throw new AssertionError("no session " + id + " in " + sessions());
    }

    private JsonNode sources() {
        return session().path("sources");
    }
}
