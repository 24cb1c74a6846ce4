package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The verb {@code sessions} lists the same sessions with and without a daemon. */
@Twins
final class SessionsIT {
    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    SessionsIT(Program program) {
        this.program = program;
    }

    @Test
    void lists_every_session_most_urgent_first() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            sendEvents("first");
            await().until(() -> daemon.status().get("sessions").intValue() == 2);
            assertListed();
        }
        assertListed();
    }

    private void assertListed() {
        Call.Result table = program.call(home, "sessions").run();
        assertThat(table.exit()).isZero();
        assertThat(table.err()).isEmpty();
        assertThat(table.out().lines()).hasSize(3);
        assertThat(table.out()).contains("Bash").contains("Idle").doesNotContain("\u001b");

        Call.Result json = program.call(home, "sessions", "--json").run();
        assertThat(json.exit()).isZero();
        List<JsonNode> sessions = new ArrayList<>();
        Json.read(json.out()).get("sessions").forEach(sessions::add);
        assertThat(sessions).extracting(each -> each.get("id").textValue()).containsExactly("busy", "first");
        assertThat(sessions.getFirst().get("activity").textValue()).isEqualTo("Bash");
        assertThat(sessions.getFirst().get("cwd").textValue()).isEqualTo("/home/user/project");
        assertThat(sessions.getFirst().get("since").longValue()).isPositive();
        assertThat(sessions.getLast().get("model").textValue()).isEqualTo("Opus 4.5");
        assertThat(sessions.getLast().get("cost").doubleValue()).isEqualTo(2.5);
        assertThat(sessions.getLast().get("context").intValue()).isEqualTo(25);
    }

    private void sendEvents(String idle) {
        program.call(home, "statusline")
                .input(Payload.statusLine(idle, "Opus 4.5", 2.5))
                .run();
        program.call(home, "event")
                .input(Payload.toolStart("busy", "Bash", "use-1"))
                .run();
    }

    @Test
    void a_watch_on_a_pipe_prints_a_list_for_each_change_until_nobody_reads_it() throws Exception {
        List<String> command = new ArrayList<>(program.command());
        command.addAll(List.of("sessions", "--watch", "--json"));
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                Follower watch = Follower.start(home, command)) {
            watch.awaitText("\"sessions\":[]");
            assertThat(Files.readString(Path.of("/proc/" + watch.pid() + "/comm")))
                    .doesNotContain("waybar");
            daemon.send("EVENT@s:submit");
            watch.awaitText("Thinking");
            daemon.send("EVENT@s:stop");
            watch.awaitText("Idle");
            assertThat(watch.lines()).allMatch(line -> Json.read(line).has("sessions"));

            watch.process().getInputStream().close();
            daemon.send("EVENT@s:submit");
            watch.awaitExit();
        }
    }

    @Test
    void prints_an_empty_list_if_there_are_no_sessions() {
        Call.Result table = program.call(home, "sessions").run();
        assertThat(table.exit()).isZero();
        assertThat(table.out().lines()).hasSizeLessThanOrEqualTo(1);
        Call.Result json = program.call(home, "sessions", "--json").run();
        assertThat(Json.read(json.out()).get("sessions")).isEmpty();
    }

    @Test
    void a_list_that_exceeds_one_answer_is_truncated_and_marked_as_such() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            for (int i = 0; i < 1_000; i++) {
                daemon.send("EVENT@session-" + "x".repeat(40) + "-" + i + ":tool-start:Bash");
            }
            await().until(() -> daemon.status().get("sessions").intValue() == 1_000);
            JsonNode answer = daemon.sessions();
            assertThat(answer.get("truncated").booleanValue()).isTrue();
            assertThat(answer.toString().length()).isBetween(150_000, 200_000);
        }
    }
}
