package dev.llmbridge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.Environment;
import dev.llmbridge.config.IconSet;
import dev.llmbridge.doctor.Finding.Failure;
import dev.llmbridge.doctor.Finding.Ok;
import dev.llmbridge.doctor.Finding.Warning;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.setup.claude.ExecutableName;
import dev.llmbridge.setup.claude.Registration;
import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.setup.program.StableCommand;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
    private static final int UID = Libc.current().getuid();
    private static final DaemonTalk NO_DAEMON = _ -> Optional.empty();

    @TempDir
    Path dir;

    private Path program;
    private NamedProgram programs;

    @BeforeEach
    void installTheProgram() throws IOException {
        dir = dir.toRealPath();
        program = executable("bin/waybar-llm-bridge");
        programs = new NamedProgram(
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

    private static DaemonTalk answering(String json) {
        return _ -> Optional.of(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertWarns(Check check, String... words) {
        assertThat(check.run())
                .isInstanceOfSatisfying(
                        Warning.class, found -> assertSays(found.detail() + " - " + found.advice(), words));
    }

    private static void assertFails(Check check, String... words) {
        assertThat(check.run())
                .isInstanceOfSatisfying(
                        Failure.class, found -> assertSays(found.detail() + " - " + found.advice(), words));
    }

    private static void assertOk(Check check, String... words) {
        assertThat(check.run()).isInstanceOfSatisfying(Ok.class, found -> assertSays(found.detail(), words));
    }

    private static void assertSays(String text, String... words) {
        assertThat(List.of(words)).allSatisfy(word -> assertThat(text).contains(word));
    }

    @Test
    void a_program_that_will_not_stay_is_warned_of() {
        ProgramCommand own = new ProgramCommand(List.of("/usr/bin/waybar-llm-bridge"));
        assertOk(new ExecutableCheck(new StableCommand(own, Optional.empty()), "0.2"), "0.2", "/usr/bin/");
        assertWarns(new ExecutableCheck(new StableCommand(own, Optional.of("gone soon")), "0.2"), "gone soon");
    }

    @Test
    void the_runtime_folder_is_the_users_alone() throws IOException {
        Path folder = Files.createDirectory(dir.resolve("run"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        assertOk(new RuntimeFolderCheck(folder, true, UID));
        assertWarns(new RuntimeFolderCheck(folder, false, UID), "XDG_RUNTIME_DIR is not set");
        assertFails(new RuntimeFolderCheck(folder, true, UID + 1), "another user");
        assertFails(new RuntimeFolderCheck(dir.resolve("none"), true, UID), "does not exist");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertWarns(new RuntimeFolderCheck(folder, true, UID), "chmod 700");
    }

    @Test
    void wrong_values_are_worse_than_unknown_names() {
        assertOk(new ConfigurationCheck(List.of(), List.of()));
        assertWarns(new ConfigurationCheck(List.of(), List.of("LLM_BRIDGE_SIGNL")), "LLM_BRIDGE_SIGNL");
        assertFails(new ConfigurationCheck(List.of("signal is 99"), List.of("x")), "signal is 99");
    }

    @Test
    void a_daemon_has_to_listen_and_to_answer_and_to_be_of_this_version() throws IOException {
        Path socket = Path.of("/tmp", "doctor-" + ProcessHandle.current().pid() + ".sock");
        String ping = "{\"version\":\"1.2\",\"pid\":7,\"received\":5,\"dropped\":1}";
        assertFails(new SocketCheck(socket, NO_DAEMON, "1.2"), "nothing listens", "systemctl");
        assertFails(new SocketCheck(program, answering(ping), "1.2"), "no socket");
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
            assertWarns(new SocketCheck(socket, answering(ping), "1.2"), "others may write", "chmod 600");
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            assertFails(new SocketCheck(socket, NO_DAEMON, "1.2"), "no daemon answers");
            assertFails(new SocketCheck(socket, answering("nonsense"), "1.2"), "no daemon answers");
            assertOk(new SocketCheck(socket, answering(ping), "1.2"), "pid 7", " ms", "5 messages", "1 not understood");
            assertWarns(new SocketCheck(socket, answering(ping), "1.3"), "1.2", "1.3", "restart");
        } finally {
            Files.deleteIfExists(socket);
        }
    }

    @Nested
    class OfTheClientsSettings {
        private final Path user = Path.of("claude/settings.json");
        private Path managed;

        @BeforeEach
        void noneIsManaged() {
            managed = dir.resolve("managed.json");
        }

        private Check check() {
            return new ClientSettingsCheck(
                    List.of(dir.resolve(user), dir.resolve("project.json")),
                    managed,
                    programs,
                    program,
                    new ExecutableName(program.toString()));
        }

        private String installed(Path named) {
            return new String(new Registration(List.of(named.toString()), false).alone(), StandardCharsets.UTF_8);
        }

        @Test
        void all_is_well_wherever_the_hooks_are() throws IOException {
            assertFails(check(), "none of our hooks", "install-hooks");
            write(user.toString(), "{}");
            write("project.json", installed(program));
            assertOk(check(), program.toString());
        }

        @Test
        void a_program_that_is_gone_or_another_one_is_told() throws IOException {
            write(user.toString(), installed(dir.resolve("gone/waybar-llm-bridge")));
            assertFails(check(), "gone/waybar-llm-bridge", "cannot be run");
            write(user.toString(), installed(executable("other/waybar-llm-bridge")));
            assertWarns(check(), "another program");
            Files.createSymbolicLink(dir.resolve("waybar-llm-bridge"), program);
            write(user.toString(), installed(dir.resolve("waybar-llm-bridge")));
            assertOk(check());
        }

        @Test
        void what_is_missing_is_named() throws IOException {
            write(user.toString(), installed(program).replace("\"Stop\"", "\"Stopp\""));
            assertWarns(check(), "no hook hears of Stop");
            write(user.toString(), installed(program).replace("statusLine", "line"));
            assertWarns(check(), "status line is not ours");
            write(
                    user.toString(),
                    "{\"hooks\":{\"Stop\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"waybar-llm-bridge event --type stop\"}]}]}}");
            assertWarns(check(), "hooks of the original");
        }

        @Test
        void hooks_that_are_switched_off_are_worse_than_none() throws IOException {
            write(user.toString(), installed(program));
            write("project.json", "{\"disableAllHooks\": true}");
            assertFails(check(), "disableAllHooks");
        }

        @Test
        void the_machine_may_allow_none_but_its_own() throws IOException {
            write(user.toString(), installed(program));
            write("managed.json", "{\"allowManagedHooksOnly\": true}");
            assertFails(check(), "managed.json");
            write("managed.json", installed(program).replaceFirst("\\{", "{\"allowManagedHooksOnly\": true,"));
            assertOk(check());
        }

        @Test
        void what_claude_code_cannot_read_is_a_failure() throws IOException {
            write(user.toString(), "{ // mine\n}");
            assertFails(check(), "settings.json is no JSON at 1:3: a comment");
        }
    }

    @Test
    void the_clients_version_is_what_its_sessions_say() throws IOException {
        assertOk(new ClientVersionCheck(List.of(dir.resolve("none"))), "no session runs");
        write("sessions/1.json", "{\"version\":\"2.1.330\"}");
        write("sessions/2.json", "{}");
        write("sessions/1.key", "{\"version\":\"secret\"}");
        assertOk(new ClientVersionCheck(List.of(dir.resolve("sessions"))), "version 2.1.330");
        write("sessions/3.json", "broken");
        assertThat(new ClientVersionCheck(List.of(dir.resolve("sessions"))).run())
                .isInstanceOf(Ok.class);
    }

    @Nested
    class OfTheBarsModule {
        private Check check() {
            Path state = Path.of("/run/user/1/llm_state.json");
            return new WaybarModuleCheck(
                    List.of(dir.resolve("waybar/config"), dir.resolve("waybar/config.jsonc")),
                    dir,
                    state,
                    8,
                    programs,
                    new ExecutableName(program.toString()));
        }

        private void configure(String module) throws IOException {
            write("waybar/config.jsonc", """
                    // my bar
                    {
                      "modules-right": ["clock", "custom/claude",],
                      "clock": {"format": "{:%%H}"}, /* local */
                      "custom/claude": %s,
                    }
                    """.formatted(module));
        }

        @Test
        void it_is_there_and_hears_the_signal() throws IOException {
            assertWarns(check(), "no configuration");
            String module = "{\"exec\": \"~/bin/waybar-llm-bridge status\", \"return-type\": \"json\", ";
            configure(module + "\"interval\": \"once\", \"signal\": 8}");
            assertOk(check(), "custom/claude", "signal 8");
            configure(module + "\"interval\": \"once\", \"signal\": 9}");
            assertFails(check(), "hears signal 9", "write \"signal\": 8");
            configure(module + "\"interval\": \"once\"}");
            assertFails(check(), "hears no signal");
            configure(module + "\"signal\": 8}");
            assertWarns(check(), "interval");
            configure("{\"exec\": \"waybar-llm-bridge status\", \"interval\": \"once\", \"signal\": 8}");
            assertFails(check(), "return-type");
            configure("{\"exec\": \"/gone/waybar-llm-bridge status\", \"signal\": 8}");
            assertFails(check(), "/gone/waybar-llm-bridge", "cannot be run");
        }

        @Test
        void a_stream_needs_no_signal() throws IOException {
            configure("{\"exec\": \"exec waybar-llm-bridge status --follow\", \"return-type\": \"json\"}");
            assertOk(check(), "follows");
        }

        @Test
        void one_that_is_shown_nowhere_or_not_there_is_told() throws IOException {
            write("waybar/config", "[{\"modules-left\": [\"clock\"]}]");
            assertWarns(check(), "has no module of ours", "waybar-config");
            write("waybar/config", "{\"custom/ai\": {\"exec\": \"cat /run/user/1/llm_state.json\"}}");
            assertWarns(check(), "shown nowhere");
        }

        @Test
        void it_may_be_in_a_file_that_is_included() throws IOException {
            write(
                    "waybar/config",
                    "{\"include\": [\"~/modules.jsonc\", \"/none\"], \"modules-left\": [\"custom/ai\"]}");
            write(
                    "modules.jsonc",
                    "{\"custom/ai\": {\"exec\": \"waybar-llm-bridge status\", \"return-type\": \"json\", \"interval\": \"once\", \"signal\": 8}}");
            assertOk(check(), "custom/ai");
        }

        @Test
        void what_waybar_cannot_read_is_a_failure() throws IOException {
            write("waybar/config", "{\n  \"a\": ]\n}");
            assertFails(check(), "no JSON at 2:");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Symbols Nerd Font\nf0000-f1af0',true",
        "'DejaVu Sans\n20-7e a0 f04b2',true",
        "'DejaVu Sans\n20-7e a0 f04b3',false"
    })
    void a_font_covers_what_is_in_its_ranges(String output, boolean covers) {
        Fonts fonts = codePoint -> Fonts.parse(output, codePoint);
        Finding found = new FontCheck(IconSet.NERD, fonts).run();
        assertThat(found instanceof Ok).isEqualTo(covers);
    }

    @Test
    void without_icons_of_a_nerd_font_none_is_needed() {
        Fonts none = _ -> Optional.empty();
        assertOk(new FontCheck(IconSet.UNICODE, none));
        assertWarns(new FontCheck(IconSet.NERD, none), "fc-match", "LLM_BRIDGE_ICONS");
        assertThat(Fonts.parse("", 1)).isEmpty();
        assertThat(Fonts.parse("x\n", 1)).contains(new Fonts.Match("x", false));
    }

    @Nested
    class OfTheService {
        private final DaemonTalk daemon = answering("{\"pid\":7}");

        private Check check(DaemonTalk talk) {
            return new ServiceCheck(List.of(dir.resolve("none"), dir.resolve("units")), talk, dir, programs);
        }

        private void units() throws IOException {
            write("units/llm-bridge.service", "[Service]\nExecStart=" + program + " daemon\n");
            write("units/llm-bridge.socket", "");
        }

        private void process(String cgroup, String environ) throws IOException {
            write("7/cgroup", "0::/user.slice/" + cgroup + "\n");
            write("7/environ", environ);
        }

        @Test
        void without_units_a_daemon_may_be_started_otherwise() {
            assertOk(check(daemon), "started otherwise");
            assertWarns(check(NO_DAEMON), "install-service");
        }

        @Test
        void with_units_it_is_theirs_and_has_the_socket_of_theirs() throws IOException {
            units();
            assertWarns(check(NO_DAEMON), "does not run", "systemctl --user enable --now");
            process("app.slice/llm-bridge.service", "HOME=/\0LISTEN_FDS=1\0");
            assertOk(check(daemon), "active, with its socket");
            process("app.slice/llm-bridge.service", "XLISTEN_FDS=1\0");
            assertWarns(check(daemon), "without llm-bridge.socket");
            process("session.scope", "");
            assertWarns(check(daemon), "not by");
        }

        @Test
        void a_unit_of_a_program_that_is_gone_is_a_failure() throws IOException {
            units();
            Files.delete(program);
            assertFails(check(daemon), "cannot be run", "install-service");
        }
    }

    @Test
    void another_program_of_the_same_name_is_told() throws IOException {
        Path cargo = dir.resolve(".cargo/bin/waybar-llm-bridge");
        assertOk(new LeftoversCheck(programs, program, cargo));
        executable(".cargo/bin/waybar-llm-bridge");
        assertWarns(new LeftoversCheck(programs, program, cargo), cargo.toString());
        Path other = executable("other/waybar-llm-bridge");
        assertWarns(new LeftoversCheck(programs, program, dir.resolve("none")), other.toString());
    }

    @Test
    void a_self_test_needs_a_daemon_that_hears_and_writes() throws IOException {
        List<String> event = List.of("/bin/true");
        assertWarns(new SelfTest(event, "doctor-1", NO_DAEMON, dir), "not tried");
        DaemonTalk failing = answering("{\"sessions\":[{\"id\":\"doctor-1\"}]}");
        assertFails(new SelfTest(List.of("/bin/false"), "other", failing, dir), "/bin/false fails");
    }

    @Test
    void a_self_test_follows_its_event_to_the_files() throws IOException {
        Path file = dir.resolve("doctor-1.json");
        Path script = executable("event");
        Files.writeString(
                script,
                "#!/bin/sh\ngrep -q SessionEnd && rm -f '%1$s' || touch '%1$s'\n[ -z \"$CLAUDE_PID\" ]\n"
                        .formatted(file));
        DaemonTalk daemon = what -> Optional.of((what == Message.What.SESSIONS && Files.exists(file)
                        ? "{\"sessions\":[{\"id\":\"doctor-1\"}]}"
                        : "{\"sessions\":[]}")
                .getBytes(StandardCharsets.UTF_8));

        assertOk(new SelfTest(List.of(script.toString()), "doctor-1", daemon, dir), "in the files after");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_report_is_a_line_a_check_and_one_failure_is_enough() {
        DoctorReport well = new DoctorReport(List.of(
                new DoctorReport.Line("one", new Ok("fine")),
                new DoctorReport.Line("three", new Warning("odd\nname", "look"))));
        assertThat(well.text(false)).isEqualTo("ok    one    fine\nwarn  three  odd name - look\n");
        assertThat(well.text(true)).startsWith("\u001B[32mok\u001B[0m    one");
        assertThat(well.isHealthy()).isTrue();
        DoctorReport ill = new DoctorReport(List.of(new DoctorReport.Line("two", new Failure("broken", "mend it"))));
        assertThat(ill.isHealthy()).isFalse();
        assertThat(ill.json())
                .isEqualTo(
                        "{\"ok\":false,\"checks\":[{\"check\":\"two\",\"result\":\"fail\",\"detail\":\"broken\",\"advice\":\"mend it\"}]}\n");
    }
}
