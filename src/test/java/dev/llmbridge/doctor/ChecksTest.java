package dev.llmbridge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.client.DaemonClient;
import dev.llmbridge.client.FakeDaemon;
import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.IconSet;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.doctor.Finding.Failure;
import dev.llmbridge.doctor.Finding.Ok;
import dev.llmbridge.doctor.Finding.Skipped;
import dev.llmbridge.doctor.Finding.Warning;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.FakeProc;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.posix.TrustedUsers;
import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.setup.program.ProgramFinder;
import dev.llmbridge.setup.program.StableCommand;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
    private static final int UID = Libc.current().getuid();
    private static final TrustedFiles TRUSTED = TrustedFiles.of(Libc.current(), Path.of("/"));
    private static final DaemonClient NO_DAEMON = new FakeDaemon(_ -> Optional.empty()).client();

    @TempDir
    Path dir;

    private Path program;
    private ProgramFinder programs;

    @BeforeEach
    void createTheProgram() throws IOException {
        dir = dir.toRealPath();
        program = executable("bin/waybar-llm-bridge");
        programs = new ProgramFinder(
                new Environment(Map.of("HOME", dir.toString(), "PATH", dir + "/bin:" + dir + "/other"), UID));
    }

    private Path executable(String name) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private Path write(String name, String content) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static DaemonClient answering(String json) {
        return new FakeDaemon(_ -> Optional.of(json)).client();
    }

    private static void assertWarns(Finding found, String... words) {
        assertThat(found).isInstanceOf(Warning.class);
        assertContains(found, words);
    }

    private static void assertFails(Finding found, String... words) {
        assertThat(found).isInstanceOf(Failure.class);
        assertContains(found, words);
    }

    private static void assertOk(Finding found, String... words) {
        assertThat(found).isInstanceOf(Ok.class);
        assertContains(found, words);
    }

    private static void assertContains(Finding found, String... words) {
        String text = found.detail() + " - " + found.advice() + ": " + String.join("; ", found.commands());
        assertThat(List.of(words)).allSatisfy(word -> assertThat(text).contains(word));
    }

    @Test
    void a_path_that_may_not_last_gives_a_warning() {
        ProgramCommand own = new ProgramCommand(List.of("/usr/bin/waybar-llm-bridge"));
        assertOk(Doctor.executable(new StableCommand(own, Optional.empty()), "0.2"), "0.2", "/usr/bin/");
        assertWarns(Doctor.executable(new StableCommand(own, Optional.of("gone soon")), "0.2"), "gone soon");
    }

    @Test
    void the_runtime_directory_must_be_private_to_the_user() throws IOException {
        Path directory = Files.createDirectory(dir.resolve("run"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        assertOk(new RuntimeDirectoryCheck(directory, true, UID).run());
        assertWarns(new RuntimeDirectoryCheck(directory, false, UID).run(), "XDG_RUNTIME_DIR is not set");
        assertFails(new RuntimeDirectoryCheck(directory, true, UID + 1).run(), "another user");
        assertFails(new RuntimeDirectoryCheck(dir.resolve("none"), true, UID).run(), "does not exist");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertWarns(new RuntimeDirectoryCheck(directory, true, UID).run(), "chmod 700");
    }

    @Test
    void an_invalid_value_is_a_failure_and_an_unknown_name_a_warning() {
        assertOk(Doctor.configuration(List.of(), List.of()));
        assertWarns(Doctor.configuration(List.of(), List.of("LLM_BRIDGE_SIGNL")), "LLM_BRIDGE_SIGNL");
        assertFails(Doctor.configuration(List.of("signal is 99"), List.of("x")), "signal is 99");
    }

    private static SocketCheck socketCheck(Path socket, String answer, String version) {
        DaemonControl control = new DaemonControl(true, true, Optional.of(new DaemonProcess(7, true, true)));
        Optional<PingAnswer> ping = PingAnswer.from(answering(answer));
        return new SocketCheck(socket, ping, version, "/usr/bin/waybar-llm-bridge", control);
    }

    @Test
    void the_daemon_must_listen_answer_and_run_this_program() throws IOException {
        Path socket = Path.of("/tmp", "doctor-" + ProcessHandle.current().pid() + ".sock");
        String ping = "{\"version\":\"1.2\",\"pid\":7,\"received\":5,\"dropped\":1}";
        assertFails(socketCheck(socket, "", "1.2").run(), "nothing listens", "systemctl --user enable --now");
        assertFails(socketCheck(program, ping, "1.2").run(), "not a socket");
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
            assertWarns(socketCheck(socket, ping, "1.2").run(), "other users may write", "chmod 600");
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            assertFails(socketCheck(socket, "nonsense", "1.2").run(), "no daemon answers");
            String unknown = ping.replace("}", ",\"unknown_statuses\":3,\"unknown_status\":\"asleep\"}");
            assertWarns(socketCheck(socket, unknown, "1.2").run(), "unknown status 3 times, last 'asleep'");
            assertOk(socketCheck(socket, ping, "1.2").run(), "pid 7", " ms", "5 messages", "1 not understood");
            assertWarns(
                    socketCheck(socket, ping, "1.3").run(),
                    "1.2",
                    "1.3",
                    "systemctl --user restart llm-bridge.service");
            String executable = ping.replace("}", ",\"executable\":\"%s\"}");
            assertOk(socketCheck(socket, executable.formatted("/usr/bin/waybar-llm-bridge"), "1.2")
                    .run());
            assertWarns(
                    socketCheck(socket, executable.formatted("/usr/bin/waybar-llm-bridge (deleted)"), "1.2")
                            .run(),
                    "has been replaced",
                    "systemctl --user restart");
            assertWarns(
                    socketCheck(socket, executable.formatted("/opt/waybar-llm-bridge"), "1.2")
                            .run(),
                    "the daemon runs /opt/waybar-llm-bridge, this is /usr/bin/waybar-llm-bridge",
                    "setup --only service");
        } finally {
            Files.deleteIfExists(socket);
        }
    }

    @Nested
    class OfSessions {
        private static final Instant NOW = Instant.ofEpochSecond(1_000);
        private static final String AGREES = "\"agree\":true,\"hook\":\"turn ended\",\"hook_at\":990,";

        private FakeProc proc;
        private Path directory;

        @BeforeEach
        void startClient() throws IOException {
            proc = new FakeProc(dir.resolve("proc"));
            proc.put(42, "claude", UID, 7_000, 0);
            proc.write(42, "environ", "HOME=/none\0CLAUDE_CONFIG_DIR=" + dir.resolve("config") + "\0");
            directory = dir.resolve("config/sessions");
        }

        private Finding check(String sources) {
            String json = "{\"sessions\":[{\"project\":\"app\",\"sources\":{%s}}]}".formatted(sources);
            return new SessionsCheck(answering(json), proc.fs(), TRUSTED, NOW).run();
        }

        private static String process(String state, String file) {
            return "\"processes\":[{\"pid\":42,\"state\":\"" + state + "\"" + file + "}]";
        }

        @Test
        void sessions_whose_sources_agree_are_counted() {
            assertOk(check(AGREES + process("running", ",\"file\":\"idle\",\"file_at\":980")), "1 session");
            assertThat(new SessionsCheck(NO_DAEMON, proc.fs(), TRUSTED, NOW).run())
                    .isEqualTo(new Skipped("no daemon answers"));
        }

        @Test
        void a_contradiction_is_reported_with_what_each_source_last_said() {
            String hook = "\"agree\":false,\"hook\":\"tool started: Bash\",\"hook_at\":990,";
            assertWarns(
                    check(hook + process("stopped", ",\"file\":\"idle\",\"file_at\":940")),
                    "app: hooks say 'tool started: Bash' since 10 s, "
                            + "process 42 is stopped and its file says 'idle' since 60 s");
        }

        @Test
        void a_client_with_hooks_but_without_a_file_is_reported_with_the_reason() throws IOException {
            String missing = AGREES + process("running", "");
            assertWarns(check(missing), "app: interrupts of process 42 cannot be seen, because " + directory);
            Files.createDirectories(directory);
            assertWarns(check(missing), directory + "/42.json does not exist");
            Files.writeString(directory.resolve("42.json"), "{}");
            assertWarns(check(missing), "42.json cannot be read or has another format");
            String file = "{\"pid\":42,\"procStart\":7000,\"sessionId\":\"s\"%s}";
            Files.writeString(directory.resolve("42.json"), file.formatted(""));
            assertOk(check(missing));
            String idle = ",\"status\":\"idle\",\"statusUpdatedAt\":1";
            Files.writeString(directory.resolve("42.json"), file.formatted(idle));
            assertWarns(check(missing), "the daemon does not rely on", "says 'idle'");
            Files.writeString(directory.resolve("42.json"), file.formatted(idle).replace("42", "43"));
            assertWarns(check(missing), "describes another process");
        }

        @Test
        void nothing_is_expected_of_a_process_that_cannot_be_seen_or_that_runs_no_hooks() {
            assertOk(check(AGREES + process("unknown", "")));
            assertOk(check(process("running", "")));
        }
    }

    @Test
    void files_of_another_user_are_a_failure() throws IOException {
        Settings settings = SettingsReader.read(
                        CliOverrides.NONE, new Environment(Map.of("XDG_RUNTIME_DIR", dir.toString()), UID))
                .settings();
        assertOk(new FilesCheck(settings, TRUSTED, BootClock.system(Libc.current())).run(), "all belong to this user");
        write("llm_state.json", "{}");
        write("llm_sessions/s.json", "{}");
        write("llm_spool/1-1", "EVENT:stop");
        assertOk(new FilesCheck(settings, TRUSTED, BootClock.system(Libc.current())).run());
        int owner = Libc.current().getuid();
        var files = new TrustedFiles(Libc.current(), new TrustedUsers(owner + 1, OptionalInt.empty()));
        assertThat(new FilesCheck(settings, files, BootClock.system(Libc.current())).run())
                .isEqualTo(new Failure(
                        settings.stateFile() + ", " + settings.spool() + ", " + settings.sessionsDir()
                                + " belong to another user",
                        "remove them",
                        "sudo rm -r " + settings.stateFile() + " " + settings.spool() + " " + settings.sessionsDir()));
    }

    @Test
    void session_files_of_a_newer_version_are_reported_with_what_to_do() throws IOException {
        Settings settings = SettingsReader.read(
                        CliOverrides.NONE, new Environment(Map.of("XDG_RUNTIME_DIR", dir.toString()), UID))
                .settings();
        write("llm_sessions/own.json", "{\"form\":1,\"id\":\"own\",\"lastEvent\":[1,2]}");
        write("llm_sessions/b.json", "{\"form\":2}");
        write("llm_sessions/a.json", "{\"form\":3}");

        Path sessions = settings.sessionsDir();
        assertThat(new FilesCheck(settings, TRUSTED, BootClock.system(Libc.current())).run())
                .isEqualTo(new Warning(
                        "a newer version wrote a.json, b.json in " + sessions
                                + "; this version does not change them, and does not store their sessions",
                        "install the newer version again, or remove the files",
                        "rm " + sessions.resolve("a.json") + " " + sessions.resolve("b.json")));
    }

    @Test
    void the_client_version_comes_from_its_session_files() throws IOException {
        assertOk(new ClientVersionCheck(List.of(dir.resolve("none")), TRUSTED).run(), "no running session");
        write("sessions/1.json", "{\"version\":\"2.1.330\"}");
        write("sessions/2.json", "{}");
        write("sessions/1.key", "{\"version\":\"secret\"}");
        assertOk(new ClientVersionCheck(List.of(dir.resolve("sessions")), TRUSTED).run(), "version 2.1.330");
        write("sessions/3.json", "broken");
        assertOk(new ClientVersionCheck(List.of(dir.resolve("sessions")), TRUSTED).run(), "version 2.1.330");
    }

    @ParameterizedTest
    @CsvSource({
        "'Symbols Nerd Font\nf0000-f1af0',true",
        "'DejaVu Sans\n20-7e a0 f04b2',true",
        "'DejaVu Sans\n20-7e a0 f04b3',false"
    })
    void a_font_covers_the_characters_in_its_ranges(String output, boolean covers) {
        Finding found = new FontCheck(IconSet.NERD, () -> Optional.of(output)).run();
        assertThat(found instanceof Ok).isEqualTo(covers);
    }

    @Test
    void a_nerd_font_is_needed_only_for_its_icons() {
        assertOk(new FontCheck(IconSet.UNICODE, Optional::empty).run());
        assertWarns(new FontCheck(IconSet.NERD, Optional::empty).run(), "fc-match", "llm-bridge.icons");
        assertWarns(new FontCheck(IconSet.NERD, () -> Optional.of("")).run(), "fc-match");
        assertWarns(new FontCheck(IconSet.NERD, () -> Optional.of("x\n")).run(), "x is used instead");
    }

    @Nested
    class Service {
        private final DaemonClient daemon = answering("{\"pid\":7}");

        private Finding check(DaemonClient client) {
            return check(client, true);
        }

        private Finding check(DaemonClient client, boolean hasSystemd) {
            List<Path> directories = List.of(dir.resolve("none"), dir.resolve("units"));
            Optional<Path> service = ServiceCheck.find("llm-bridge.service", directories);
            Optional<DaemonProcess> process = PingAnswer.from(client).map(ping -> DaemonProcess.of(dir, ping.pid()));
            return new ServiceCheck(
                            service,
                            ServiceCheck.find("llm-bridge.socket", directories),
                            new DaemonControl(hasSystemd, service.isPresent(), process),
                            programs)
                    .run();
        }

        private void writeUnits() throws IOException {
            write("units/llm-bridge.service", "[Service]\nExecStart=" + program + " daemon\n");
            write("units/llm-bridge.socket", "");
        }

        private void writeProcess(String cgroup, String environ) throws IOException {
            write("7/cgroup", "0::/user.slice/" + cgroup + "\n");
            write("7/environ", environ);
        }

        @Test
        void without_units_the_daemon_may_be_started_another_way() {
            assertOk(check(daemon), "started another way");
            assertWarns(check(NO_DAEMON), "setup --only service");
            assertOk(check(NO_DAEMON, false), "not installed");
        }

        @Test
        void installed_units_must_run_the_daemon_with_their_socket() throws IOException {
            writeUnits();
            assertWarns(check(NO_DAEMON), "not running", "systemctl --user enable --now");
            writeProcess("app.slice/llm-bridge.service", "HOME=/\0LISTEN_FDS=1\0");
            assertOk(check(daemon), "active, with its socket");
            writeProcess("app.slice/llm-bridge.service", "XLISTEN_FDS=1\0");
            assertWarns(check(daemon), "without llm-bridge.socket");
            writeProcess("session.scope", "");
            assertWarns(check(daemon), "not started by", "setup --only service");
        }

        @Test
        void a_unit_whose_program_is_missing_is_a_failure() throws IOException {
            writeUnits();
            Files.delete(program);
            assertFails(check(daemon), "cannot be run", "setup --only service");
        }
    }

    @Test
    void another_program_with_the_same_name_is_reported() throws IOException {
        Path cargo = dir.resolve(".cargo/bin/waybar-llm-bridge");
        assertOk(new LeftoversCheck(programs, program, cargo).run());
        executable(".cargo/bin/waybar-llm-bridge");
        assertWarns(
                new LeftoversCheck(programs, program, cargo).run(),
                cargo.toString(),
                "cargo uninstall waybar-llm-bridge");
        Path other = executable("other/waybar-llm-bridge");
        assertWarns(new LeftoversCheck(programs, program, dir.resolve("none")).run(), "rm " + other);
    }
}
