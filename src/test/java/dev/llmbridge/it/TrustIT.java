package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What belongs to another user is neither used nor changed. The program runs as {@code nobody}, and the other user is
 * root, who runs the tests.
 */
@Twins
final class TrustIT {
    private static final String STATE_OF_A_STRANGER = "{\"text\":\"strange\",\"tooltip\":\"\",\"class\":\"idle\"}\n";

    private final Program program;

    @AutoClose
    private final Home home = Home.ofOrdinaryUser();

    TrustIT(Program program) {
        this.program = program;
    }

    @BeforeEach
    void requireRoot() {
        assumeTrue(Kernel.uid() == 0, "only root can create files of two users");
    }

    @Test
    void a_hook_sends_nothing_to_the_socket_of_another_user() throws IOException {
        try (Mailbox stranger = Mailbox.at(home.socket())) {
            openToAll(home.socket());
            assertSilent(program.call(home, "event").input(Payload.prompt("s")));
            assertSilent(program.call(home, "statusline", "--", "true").input(Payload.statusLine("s", "Opus", 1)));
            assertThat(stranger.isEmpty()).isTrue();
        }
        assertThat(home.sessionFiles()).as("handled without a daemon").hasSize(1);
    }

    @Test
    void an_answer_of_another_user_is_not_printed() throws IOException {
        try (Mailbox stranger = Mailbox.at(home.socket())) {
            openToAll(home.socket());
            stranger.answer("strange");
            String line = program.call(home, "statusline")
                    .input(Payload.statusLine("s", "Opus", 1))
                    .run()
                    .out();
            String sessions = program.call(home, "sessions").run().out();
            assertThat(line).isEqualTo("Opus | $1.00\n");
            assertThat(sessions).contains("Opus").doesNotContain("strange");
        }
    }

    @Test
    void control_sequences_other_than_colours_are_not_printed() throws IOException {
        String coloured = "\u001b[1;32mline\u001b[0m";
        try (Mailbox daemon = Mailbox.at(home.socket())) {
            home.changeOwner(home.socket());
            daemon.answer(coloured);
            if (program.isNative()) {
                // Only the executable asks the daemon, and it waits only 3 ms for the answer.
                await().until(() -> statusLine().equals(coloured + "\n"));
            }
            for (String hostile :
                    List.of("\u001b]0;title\u0007line", "\u001b[2Jline", "a\u009bm", "a\u001b[1", "a\rb")) {
                daemon.answer(hostile);
                for (int i = 0; i < (program.isNative() ? 20 : 1); i++) {
                    assertThat(statusLine()).isEqualTo("Opus | $1.00\n");
                }
            }
        }
    }

    private String statusLine() {
        return program.call(home, "statusline")
                .input(Payload.statusLine("s", "Opus", 1))
                .run()
                .out();
    }

    @Test
    void a_state_file_of_another_user_is_not_printed() throws IOException {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT@s:submit");
            await().until(() -> home.state().contains("Thinking"));
            await().until(() -> !home.sessionFiles().isEmpty());
            Files.delete(home.stateFile());
            Files.writeString(home.stateFile(), STATE_OF_A_STRANGER);
            openToAll(home.stateFile());
            assertThat(program.call(home, "status").run().out())
                    .contains("Thinking")
                    .doesNotContain("strange");
        }
    }

    @Test
    void a_state_file_with_other_content_is_not_printed() throws IOException {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT@s:submit");
            await().until(() -> home.state().contains("Thinking"));
            await().until(() -> !home.sessionFiles().isEmpty());
            for (String content : List.of("", "{\"text\":\"cut", "\u001b]0;title\u0007\n", "{}\n")) {
                Files.writeString(home.stateFile(), content);
                assertThat(Json.line(program.call(home, "status").run().out())
                                .get("activity")
                                .textValue())
                        .isEqualTo("Thinking");
            }
        }
    }

    @Test
    void the_session_file_of_another_user_is_not_shown() throws IOException {
        assertSilent(program.call(home, "event").input(Payload.prompt("own")));
        Path strange = home.sessions().resolve("strange.json");
        Files.writeString(
                strange, Files.readString(home.sessionFiles().getFirst()).replace("\"own\"", "\"strange\""));
        assertThat(program.call(home, "sessions", "--json").run().out())
                .contains("\"own\"")
                .doesNotContain("\"strange\"");
        home.changeOwner(strange);
        assertThat(program.call(home, "sessions", "--json").run().out()).contains("\"strange\"");
    }

    @Test
    void the_hooks_of_root_change_nothing_in_the_runtime_directory_of_a_user() throws IOException {
        assertSilent(program.call(home, "event").asTestUser().input(Payload.prompt("s")));
        program.call(home, "statusline")
                .asTestUser()
                .input(Payload.statusLine("s", "Opus", 1))
                .run();
        Call.Result daemon = program.call(home, "daemon").asTestUser().run();
        assertThat(home.runtime()).isEmptyDirectory();
        assertThat(daemon.exit()).isEqualTo(1);
        assertThat(daemon.err())
                .contains(home.runtime() + " belongs to another user")
                .hasLineCount(1);
    }

    @Test
    void the_hooks_of_root_reach_the_daemon_of_the_user() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertSilent(program.call(home, "event").asTestUser().input(Payload.prompt("of-root")));
            await().until(() -> daemon.sessions().toString().contains("of-root"));
            assertThat(program.call(home, "status").asTestUser().run().out()).contains("Thinking");
            assertThat(program.call(home, "sessions").asTestUser().run().out()).contains("Thinking");
        }
    }

    @Test
    void files_that_root_has_left_are_named_with_the_command_that_removes_them() throws IOException {
        Files.createDirectory(home.sessions());
        String removal = "sudo rm -r " + home.sessions();
        Call.Result daemon = program.call(home, "daemon").run();
        assertThat(daemon.exit()).isEqualTo(1);
        assertThat(daemon.err()).contains(removal).hasLineCount(1);
        assertThat(program.call(home, "doctor").run().out())
                .containsPattern("fail  files .*" + home.sessions() + " belongs to another user")
                .contains(removal);
        FileTree.delete(home.sessions());

        Path lock = Files.createFile(home.runtime().resolve("llm-bridge.sock.lock"));
        assertThat(program.call(home, "daemon").run().err()).contains("sudo rm -r " + lock);
    }

    @Test
    void the_socket_library_is_not_left_in_the_sessions_directory() throws IOException {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertThat(daemon.isAlive()).isTrue();
            assertThat(home.sessions())
                    .isDirectoryContaining("regex:.*/\\.lock")
                    .isDirectoryNotContaining("glob:**library*");
        }
    }

    private static void assertSilent(Call call) {
        assertThat(call.run())
                .extracting(Call.Result::exit, Call.Result::out, Call.Result::err)
                .containsExactly(0, "", "");
    }

    private static void openToAll(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
}
