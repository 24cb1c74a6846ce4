package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every verb in a directory that has been deleted, as after {@code git worktree remove}. */
@Twins
final class DeletedDirectoryIT {
    private static final String DELETED = "the current directory has been deleted";

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    DeletedDirectoryIT(Program program) {
        this.program = program;
    }

    static Stream<String> calls() {
        return HelpIT.verbsThatEnd().map(DeletedDirectoryIT::exampleOf);
    }

    private static String exampleOf(String verb) {
        return switch (verb) {
            case "event" -> "event --type submit";
            case "install-hooks" -> "install-hooks --dry-run";
            case "completion" -> "completion bash";
            case "demo" -> "demo --pace 0";
            case "sync-usage" -> "sync-usage --log-path /nonexistent";
            case "setup" -> "setup --dry-run";
            default -> verb;
        };
    }

    @ParameterizedTest
    @MethodSource("calls")
    void every_verb_exits_as_elsewhere_and_without_a_stack_trace(String words) {
        Call.Result expected = program.scriptCall(home, words.split(" ")).run();
        Call.Result result =
                program.scriptCall(home, words.split(" ")).inDeletedDirectory().run();

        assertThat(result.exit()).as(result.err()).isEqualTo(expected.exit());
        assertThat(errors(result).lines().map(String::strip)).noneMatch(line -> line.startsWith("at "));
        assertThat(errors(result)).doesNotContain("Exception", "working directory");
    }

    @Test
    void an_event_without_a_daemon_is_applied() {
        Call.Result result = program.scriptCall(home, "event")
                .input(Payload.prompt("s"))
                .inDeletedDirectory()
                .run();

        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(errors(result)).isEmpty();
        await().until(() -> home.state().contains("Thinking"));
    }

    @Test
    void a_daemon_that_started_there_can_start_again() {
        Call daemonCall = program.scriptCall(home, "daemon").inDeletedDirectory();
        try (DaemonProcess daemon = DaemonProcess.start(daemonCall, home.socket())) {
            daemon.send("EVENT@s:submit");
            home.configure("llm-bridge.format = {activity} after");
            daemon.signal(Kernel.SIGHUP);
            await().until(() -> home.state().contains("Thinking after"));
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    /** The JVM build then starts again without its script. */
    @Test
    void a_daemon_whose_directory_is_deleted_later_can_start_again() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT@s:submit");
            FileTree.delete(home.current());
            home.configure("llm-bridge.format = {activity} after");
            daemon.signal(Kernel.SIGHUP);
            await().until(() -> home.state().contains("Thinking after"));
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    /** Without a daemon, Java reports the payload before the command runs. */
    @Test
    void the_users_status_line_command_runs_in_the_deleted_directory() {
        Call.Result result = program.scriptCall(home, "statusline", "--", "readlink", "/proc/self/cwd")
                .input(Payload.statusLine("s", "Opus 4.5", 2.5))
                .inDeletedDirectory()
                .run();

        assertThat(result.out()).endsWith(" (deleted)\n");
        assertThat(home.state()).contains("2.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "install-hooks --scope project",
                "install-hooks --scope local --dry-run",
                "uninstall-hooks --scope project",
                "install-hooks --settings settings.json",
                "sync-usage --log-path transcript.jsonl",
                "status --state-path state.json",
                "sessions --sessions-dir directory"
            })
    void what_depends_on_the_directory_is_refused(String words) {
        Call.Result result =
                program.scriptCall(home, words.split(" ")).inDeletedDirectory().run();

        assertThat(errors(result)).contains(DELETED);
        assertThat(result.exit()).isNotZero();
        assertThat(List.of(Path.of("/.claude/settings.json"), Path.of("/settings.json"), Path.of("/state.json")))
                .noneMatch(file -> file.toFile().exists());
    }

    /** Returns standard error without what the shell of the start script says about the directory. */
    private static String errors(Call.Result result) {
        return result.err()
                .lines()
                .filter(line -> !line.contains("getcwd"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
