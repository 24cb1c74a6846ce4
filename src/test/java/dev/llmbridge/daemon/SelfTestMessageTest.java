package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfTestMessageTest {
    @TempDir
    Path dir;

    @Test
    void it_changes_nothing_that_anyone_can_see() throws IOException {
        VirtualDaemon daemon = new VirtualDaemon(dir);
        daemon.addProcess(5, 500);
        daemon.hook(5, "own", "UserPromptSubmit").elapse(Duration.ofSeconds(1));
        List<String> shown = List.copyOf(daemon.shown());
        Path state = dir.resolve("state.json");
        String before = Files.readString(state);
        Object inode = Files.getAttribute(state, "unix:ino");

        try (LogRecorder log = new LogRecorder(InputStats.class)) {
            daemon.hookMessage("{\"self_test\":\"doctor-1\"}");
            daemon.elapse(Duration.ofSeconds(1));
            assertThat(log.lines).isEmpty();
        }

        assertThat(daemon.shown()).isEqualTo(shown);
        assertThat(state).hasContent(before);
        assertThat(Files.getAttribute(state, "unix:ino")).isEqualTo(inode);
        assertThat(daemon.sessions()).isEqualTo(1);
        try (var files = Files.list(dir.resolve("sessions"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".json"))).hasSize(1);
        }
    }

    @Test
    void a_hook_that_happens_to_have_the_field_is_still_a_hook() {
        VirtualDaemon daemon = new VirtualDaemon(dir);
        daemon.hookMessage("{\"session_id\":\"s\",\"hook_event_name\":\"UserPromptSubmit\",\"self_test\":\"x\"}");
        daemon.elapse(Duration.ofSeconds(1));

        assertThat(daemon.sessions()).isEqualTo(1);
    }

    @Test
    void what_is_neither_is_counted_as_not_understood() {
        VirtualDaemon daemon = new VirtualDaemon(dir);
        try (LogRecorder log = new LogRecorder(InputStats.class)) {
            daemon.hookMessage("{\"self_test\":7}");
            assertThat(log.lines).containsExactly("WARN dropped unreadable datagrams: 1");
        }
    }
}
