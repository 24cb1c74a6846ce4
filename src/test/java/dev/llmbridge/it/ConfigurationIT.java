package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmbridge.TestTimeout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sources the settings are read from, and which files are ignored. */
@Twins
final class ConfigurationIT {
    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    ConfigurationIT(Program program) {
        this.program = program;
    }

    @ParameterizedTest
    @CsvSource({
        "LLM_BRIDGE_SIGNAL,0,30",
        "LLM_BRIDGE_SIGNAL,31,30",
        "LLM_BRIDGE_SIGNAL,eight,30",
        "LLM_BRIDGE_DEBOUNCE,soon,duration",
        "LLM_BRIDGE_SOCKET_PATH,here.sock,absolute"
    })
    void an_invalid_variable_is_reported_in_one_line(String variable, String value, String expected) {
        Call.Result result = program.call(home, "daemon").with(variable, value).run();
        assertReported(result, 64, variable, value, expected);
    }

    @Test
    void an_invalid_option_is_reported_in_one_line() {
        assertReported(program.call(home, "--signal", "99", "daemon").run(), 64, "--signal", "99", "30");
    }

    @Test
    void an_unknown_verb_is_reported_in_one_line() {
        assertReported(program.call(home, "frobnicate").run(), 64, "frobnicate");
    }

    @Test
    void an_invalid_value_in_the_file_is_reported_in_one_line() {
        home.configure("llm-bridge.signal = 77");
        assertReported(program.call(home, "daemon").run(), 64, "signal", "77", "30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket-path", "state-path", "sessions-dir"})
    void a_path_setting_in_the_file_is_rejected(String path) {
        home.configure("llm-bridge." + path + " = /tmp/elsewhere");
        assertReported(program.call(home, "daemon").run(), 64, path);
    }

    @Test
    void the_command_line_overrides_the_environment_which_overrides_the_file() {
        home.configure("llm-bridge.format = from the file");
        assertText(program.call(home, "status"), "from the file");
        assertText(
                program.call(home, "status").with("LLM_BRIDGE_FORMAT", "from the environment"), "from the environment");
        assertText(
                program.call(home, "--format", "from the command line", "status")
                        .with("LLM_BRIDGE_FORMAT", "from the environment"),
                "from the command line");
    }

    @Test
    void the_daemon_reads_the_file() {
        home.configure("llm-bridge.format = {activity} of the file");
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT:submit");
            await().until(() -> home.state().contains("Thinking of the file"));
        }
    }

    @Test
    void after_sighup_the_daemon_uses_the_changed_file_in_the_same_process() {
        home.configure("llm-bridge.format = {activity} before");
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT@s:tool-start:Read");
            await().until(() -> home.state().contains("Read before"));

            home.configure("llm-bridge.format = {activity} after");
            daemon.signal(Kernel.SIGHUP);

            await().until(() -> home.state().contains("Read after"));
            await().until(() -> DaemonProcess.answersAt(home.socket()));
            assertThat(daemon.stop().exit()).isZero();
            assertThat(home.socket()).doesNotExist();
        }
    }

    @Test
    void a_file_that_is_created_or_changed_takes_effect_in_the_same_process() throws IOException {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT@s:tool-start:Read");
            await().until(() -> home.state().contains("Read"));

            home.configure("llm-bridge.format = {activity} of the file");
            await().until(() -> home.state().contains("Read of the file"));
            await().until(() -> DaemonProcess.answersAt(home.socket()));
            Path replacement = home.write(
                    home.configuration().resolveSibling(".new"), "llm-bridge.format = {activity} of the next\n");
            Files.move(replacement, home.configuration(), StandardCopyOption.ATOMIC_MOVE);
            await().until(() -> home.state().contains("Read of the next"));
            await().until(() -> DaemonProcess.answersAt(home.socket()));

            try (Wire wire = Wire.to(home.socket())) {
                JsonNode ping =
                        Json.read(wire.ask("QUERY:ping", TestTimeout.TIMEOUT).orElseThrow());
                assertThat(ping.get("pid").longValue()).isEqualTo(daemon.pid());
                assertThat(ping.get("config_file").textValue())
                        .isEqualTo(home.configuration().toString());
                assertThat(ping.get("config_modified").longValue())
                        .isEqualTo(
                                Files.getLastModifiedTime(home.configuration()).toMillis());
                assertThat(ping.at("/formats/format").textValue()).isEqualTo("{activity} of the next");
            }
        }
    }

    @Test
    void a_changed_file_with_an_error_is_reported_and_changes_nothing() {
        home.configure("llm-bridge.format = {activity} before");
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            for (String error : List.of("llm-bridge.signal = 99", "llm-bridge.format = {modle}")) {
                home.configure(error);
                await().until(() -> daemon.ask("ping").get("config_problems").size() == 1);
            }
            assertThat(daemon.log()).contains("kept the previous configuration: llm-bridge.signal");
            daemon.send("EVENT:submit");
            await().until(() -> home.state().contains("Thinking before"));
            home.configure("llm-bridge.format = {activity} before");
            await().until(() -> daemon.ask("ping").get("config_problems").isEmpty());
        }
    }

    @Test
    void after_sighup_the_daemon_keeps_the_previous_configuration_if_the_new_one_is_invalid() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            home.configure("llm-bridge.format = new", "llm-bridge.signal = 99");
            daemon.signal(Kernel.SIGHUP);
            await().until(() -> daemon.log().contains("kept the previous configuration"));
            assertThat(daemon.log()).contains("llm-bridge.signal", "99");
            daemon.send("EVENT:submit");
            await().until(() -> home.state().contains("\"text\":\"✻ Thinking\""));
        }
    }

    @Test
    void status_reports_an_invalid_format_and_the_daemon_shows_the_default() {
        home.configure("llm-bridge.format = {modle}");
        assertReported(program.call(home, "status").run(), 64, "format", "{modle}", "character 1", "{model}");
        assertReported(program.call(home, "--format", "x{cost:.9}", "status").run(), 64, "character 2", "{cost}");
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT:submit");
            await().until(() -> home.state().contains("\"text\":\"✻ Thinking\""));
            assertThat(daemon.log().lines().filter(line -> line.contains("did you mean {model}?")))
                    .hasSize(1);
        }
    }

    @Test
    void a_single_icon_in_the_file_overrides_the_icon_set() {
        home.configure("llm-bridge.icons = ascii", "llm-bridge.icon.bash = B", "llm-bridge.format = {icon} {activity}");
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT:submit");
            await().until(() -> home.state().contains("* Thinking"));
            daemon.send("EVENT:tool-start:Bash");
            await().until(() -> home.state().contains("B Bash"));
        }
    }

    @Test
    void an_empty_variable_counts_as_unset() {
        Call call = program.call(home, "daemon")
                .with("LLM_BRIDGE_SOCKET_PATH", "")
                .with("LLM_BRIDGE_SIGNAL", "")
                .with("LLM_BRIDGE_FORMAT", "");
        try (DaemonProcess daemon = DaemonProcess.start(call, home.socket())) {
            daemon.send("EVENT:submit");
            await().until(() -> home.state().contains("\"text\":\"✻ Thinking\""));
        }
    }

    @Test
    void the_daemon_and_the_clients_use_the_paths_in_the_environment() {
        Path socket = home.runtime().resolve("own.sock");
        Path state = home.runtime().resolve("own.json");
        Path sessions = home.runtime().resolve("own");
        try (DaemonProcess daemon =
                DaemonProcess.start(withPaths(program.call(home, "daemon"), socket, state, sessions), socket)) {
            withPaths(program.call(home, "event"), socket, state, sessions)
                    .input(Payload.prompt("s"))
                    .run();
            await().until(() -> daemon.status().get("activity").textValue().equals("Thinking"));
            await().until(() -> Files.exists(state) && Files.exists(sessions.resolve("s.json")));
        }
        assertThat(home.stateFile()).doesNotExist();
    }

    private static Call withPaths(Call call, Path socket, Path state, Path sessions) {
        return call.with("LLM_BRIDGE_SOCKET_PATH", socket)
                .with("LLM_BRIDGE_STATE_PATH", state)
                .with("LLM_BRIDGE_SESSIONS_DIR", sessions);
    }

    @Test
    void the_daemon_reports_a_missing_runtime_directory_in_one_line() {
        Call.Result result = program.call(home, "daemon")
                .with("XDG_RUNTIME_DIR", "/nonexistent/llm-bridge")
                .run();
        assertReported(result, 1, "/nonexistent/llm-bridge");
    }

    /**
     * Creates settings files in the current directory. If one were read, its format would be shown or its signal
     * rejected.
     */
    private Path[] settingsInCurrentDirectory() {
        String settings = """
                LLM_BRIDGE_FORMAT=hijacked
                LLM_BRIDGE_SIGNAL=99
                llm-bridge.format=hijacked
                llm-bridge.signal=99
                quarkus.log.level=DEBUG
                quarkus.banner.enabled=true
                """;
        return Stream.of(
                        ".env",
                        "config/application.properties",
                        "application.properties",
                        "config/application.yaml",
                        "config.properties")
                .map(name -> home.write(home.current().resolve(name), settings))
                .toArray(Path[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "event", "statusline", "sessions", "--help", "--version"})
    void settings_files_in_the_current_directory_are_not_opened(String verb) {
        Path[] files = settingsInCurrentDirectory();
        Call.Result elsewhere;
        try (Home other = Home.create()) {
            elsewhere = program.call(other, verb).input("{}").run();
        }
        try (Kernel.Openings openings = Kernel.watchOpenings(files)) {
            Call.Result here = program.call(home, verb).input("{}").run();
            assertThat(openings.any()).isFalse();
            assertThat(here.out()).isEqualTo(elsewhere.out());
            assertThat(here.err()).isEqualTo(elsewhere.err());
            SampleFiles.text(files[0]);
            assertThat(openings.any()).as("the watch itself").isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"daemon", "status", "event", "sessions"})
    void a_verb_prints_the_version_of_the_program(String verb) {
        Call.Result expected = program.call(home, "--version").run();
        Call.Result actual = program.call(home, verb, "--version").run();
        assertThat(actual.out()).isEqualTo(expected.out()).startsWith("waybar-llm-bridge ");
        assertThat(actual.exit()).isZero();
    }

    @Test
    void the_daemon_does_not_open_settings_files_in_the_current_directory() {
        try (Kernel.Openings openings = Kernel.watchOpenings(settingsInCurrentDirectory());
                DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT:submit");
            await().until(() -> home.state().contains("\"text\":\"✻ Thinking\""));
            assertThat(daemon.log()).doesNotContain("DEBUG");
            assertThat(openings.any()).isFalse();
        }
    }

    private static void assertText(Call call, String text) {
        assertThat(Json.line(call.run().out()).get("text").textValue()).isEqualTo(text);
    }

    private static void assertReported(Call.Result result, int exit, String... words) {
        assertThat(result.err()).contains(words).hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.exit()).isEqualTo(exit);
    }
}
