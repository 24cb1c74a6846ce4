package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The account's limits outlive sessions, daemons and the runtime directory. */
@Twins
final class LimitsIT {
    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    LimitsIT(Program program) {
        this.program = program;
    }

    @BeforeEach
    void showLimits() {
        home.configure("llm-bridge.format = {activity} {limit_5h}%");
    }

    @Test
    void limits_are_shown_after_the_end_of_the_session_and_after_a_reboot() throws Exception {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("STATUS:" + report("s", 42));
            await().until(() -> home.state().contains("Idle 42%"));
            daemon.send("HOOK:" + System.nanoTime() + ":0:" + Payload.hook("s", "SessionEnd", "\"reason\":\"other\""));
            await().until(() -> daemon.status().get("sessions").intValue() == 0);
            assertThat(daemon.stop().exit()).isZero();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        FileTree.delete(home.sessions());
        Files.delete(home.stateFile());

        assertThat(program.call(home, "status").run().out()).contains("Idle 42%");
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertThat(daemon.status().get("text").textValue()).isEqualTo("Idle 42%");
            assertThat(daemon.status().get("sessions").intValue()).isZero();
        }
    }

    @Test
    void a_daemon_keeps_what_hooks_have_stored_without_one() {
        program.call(home, "statusline").input(report("s", 42)).run();
        await().until(() -> home.state().contains("Idle 42%"));
        assertThat(file()).doesNotExist();

        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            await().until(() -> Files.exists(file()));
            assertThat(daemon.stop().exit()).isZero();
        }
        assertThat(file()).content().contains("42", "/home/u/.claude");
    }

    private Path file() {
        return home.user().resolve(".local/state/waybar-llm-bridge/limits.json");
    }

    private static String report(String session, int percent) {
        return """
                {"session_id":"%s","transcript_path":"/home/u/.claude/projects/-w/%s.jsonl",\
                "rate_limits":{"five_hour":{"used_percentage":%d,"resets_at":%d}}}""".formatted(
                        session,
                        session,
                        percent,
                        Instant.now().plus(Duration.ofHours(2)).getEpochSecond());
    }
}
