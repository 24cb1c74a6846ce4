package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The verb {@code status}: Waybar's JSON on one line, valid at every moment. */
@Twins
final class StatusIT {
    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    StatusIT(Program program) {
        this.program = program;
    }

    @Test
    void is_idle_without_any_session() {
        JsonNode status = status(program.call(home, "status"));
        assertThat(status.get("class").textValue()).isEqualTo("idle");
        assertThat(status.get("alt").textValue()).isEqualTo("idle");
        assertThat(status.get("activity").textValue()).isEqualTo("Idle");
        assertThat(status.get("text").textValue()).isEqualTo("☾ Idle");
        assertThat(status.get("sessions").intValue()).isZero();
        assertThat(home.runtime()).isEmptyDirectory();
    }

    @Test
    void has_every_field_of_the_original_program() {
        assertThat(status(program.call(home, "status")).fieldNames())
                .toIterable()
                .contains(
                        "model",
                        "activity",
                        "cost",
                        "input_tokens",
                        "output_tokens",
                        "cache_read",
                        "cache_write",
                        "last_activity_time",
                        "session_id",
                        "cwd",
                        "text",
                        "tooltip",
                        "class",
                        "alt",
                        "percentage",
                        "sessions");
    }

    @Test
    void is_idle_without_a_runtime_directory() {
        JsonNode status = status(program.call(home, "status").with("XDG_RUNTIME_DIR", "/nonexistent/llm-bridge"));
        assertThat(status.get("class").textValue()).isEqualTo("idle");
    }

    @Test
    void survives_broken_files() throws Exception {
        home.write(home.stateFile(), "{\"text\":\"torn");
        home.write(home.sessions().resolve("a.json"), "{\"torn");
        home.write(home.sessions().resolve("b.json"), "");
        program.call(home, "event").input(Payload.prompt("whole")).run();
        home.write(home.stateFile(), "{\"text\":\"torn");
        JsonNode status = status(program.call(home, "status"));
        assertThat(status.get("activity").textValue()).isEqualTo("Thinking");
        assertThat(home.sessions().resolve("a.json")).exists();
    }

    @Test
    void a_pipe_in_place_of_the_state_file_does_not_block() throws Exception {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT@s:submit");
            await().until(() -> home.state().contains("Thinking"));
            await().until(() -> !home.sessionFiles().isEmpty());
            Files.delete(home.stateFile());
            new Call(home, List.of("/usr/bin/mkfifo", home.stateFile().toString())).run();
            assertThat(status(program.call(home, "status")).get("activity").textValue())
                    .isEqualTo("Thinking");
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    @Test
    void the_sessions_of_a_dead_daemon_are_shown_until_they_expire() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT@s:submit");
            await().until(() -> home.state().contains("Thinking"));
            daemon.kill();
        }
        Call fresh = program.call(home, "status");
        assertThat(status(fresh).get("activity").textValue()).isEqualTo("Thinking");
        Call expired = program.call(home, "status").with("LLM_BRIDGE_IDLE_AFTER", "1ms");
        assertThat(status(expired).get("activity").textValue()).isEqualTo("Idle");
        Call gone = program.call(home, "status")
                .with("LLM_BRIDGE_IDLE_AFTER", "1ms")
                .with("LLM_BRIDGE_REMOVE_AFTER", "1ms");
        assertThat(status(gone).get("sessions").intValue()).isZero();
        assertThat(home.sessionFiles()).as("status writes nothing").hasSize(1);
    }

    @Test
    void is_always_valid_while_events_arrive() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
                for (int i = 0; !done.get(); i++) {
                    daemon.send("EVENT@s" + i % 20 + ":tool-start:Tool" + i);
                }
            });
            try {
                for (int i = 0; i < (program.isNative() ? 300 : 8); i++) {
                    status(program.call(home, "status"));
                }
            } finally {
                done.set(true);
            }
            sender.join();
            // If the daemon had crashed, sending would have failed, and the output would have come from the files.
            assertThat(daemon.status().get("sessions").intValue()).isEqualTo(20);
        }
    }

    @Test
    void a_custom_format_is_rendered_with_and_without_a_daemon() {
        Call.Result withoutDaemon =
                program.call(home, "--format", "{activity}!", "status").run();
        assertThat(Json.line(withoutDaemon.out()).get("text").textValue()).isEqualTo("Idle!");
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("STATUS:" + Payload.statusLine("s", "Opus", 2.51609));
            daemon.send("EVENT@s:tool-start:A<b>&c");
            await().until(() -> home.state().contains("A<b>"));
            Call own = program.call(home, "--format", "{model} {activity} ${cost}", "status");
            assertThat(status(own).get("text").textValue()).isEqualTo("Opus A&lt;b&gt;&amp;c $2.5161");
            Call byEnvironment = program.call(home, "status").with("LLM_BRIDGE_FORMAT", "{tokens}");
            assertThat(status(byEnvironment).get("text").textValue()).isEqualTo("54");
        }
    }

    private static JsonNode status(Call call) {
        Call.Result result = call.run();
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        return Json.line(result.out());
    }
}
