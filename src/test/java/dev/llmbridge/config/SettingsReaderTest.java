package dev.llmbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.SettingsReader.SettingsResult;
import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.session.Expiry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final Path FILE = Path.of("/c/config.properties");

    @TempDir
    private Path directory;

    @Test
    void settings_have_defaults() {
        SettingsResult reading = read(CliOverrides.NONE, Map.of("XDG_RUNTIME_DIR", "/run/user/7"), "");

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.settings())
                .isEqualTo(new Settings(
                        Path.of("/run/user/7"),
                        Path.of("/run/user/7/llm-bridge.sock"),
                        Path.of("/run/user/7/llm_state.json"),
                        Path.of("/run/user/7/llm_sessions"),
                        new RealTimeSignal(8),
                        Appearance.DEFAULT,
                        Duration.ofMillis(16),
                        Duration.ofMillis(50),
                        Expiry.DEFAULT,
                        false,
                        List.of(),
                        Optional.empty(),
                        false));
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "' ', ''", "relative, ''", "/tmp/r, /tmp/r"})
    void the_runtime_directory_defaults_to_run_user_uid(String variable, String named) {
        Settings settings =
                read(CliOverrides.NONE, Map.of("XDG_RUNTIME_DIR", variable), "").settings();

        assertThat(settings.socket()).isEqualTo(Path.of(named.isEmpty() ? "/run/user/1000" : named, "llm-bridge.sock"));
    }

    @Test
    void the_environment_sets_everything() {
        Map<String, String> environment = new HashMap<>();
        environment.put("LLM_BRIDGE_SOCKET_PATH", "/a/s.sock");
        environment.put("LLM_BRIDGE_STATE_PATH", "/b/../b/state");
        environment.put("LLM_BRIDGE_SESSIONS_DIR", "/d/sessions/");
        environment.put("LLM_BRIDGE_SIGNAL", " 30 ");
        environment.put("LLM_BRIDGE_FORMAT", "{model} ");
        environment.put("LLM_BRIDGE_FORMAT_MULTI", "{sessions}");
        environment.put("LLM_BRIDGE_TOOLTIP_FORMAT", "{model}\\n{cost}");
        environment.put("LLM_BRIDGE_STATUSLINE_FORMAT", "{cost}");
        environment.put("LLM_BRIDGE_ICONS", " Unicode");
        environment.put("LLM_BRIDGE_ICON_WAITING", "W");
        environment.put("LLM_BRIDGE_ICON_WEBFETCH", "w");
        environment.put("LLM_BRIDGE_ICON_EDIT", " ");
        environment.put("LLM_BRIDGE_DEBOUNCE", "20");
        environment.put("LLM_BRIDGE_DEBOUNCE_CAP", "1s");
        environment.put("LLM_BRIDGE_IDLE_AFTER", "2m");
        environment.put("LLM_BRIDGE_REMOVE_AFTER", "PT1H");
        environment.put("LLM_BRIDGE_PERMISSION_GRACE", "0");
        environment.put("LLM_BRIDGE_FAILURE_PRIORITY", "1h");
        environment.put("LLM_BRIDGE_HEADLESS", "Hide");
        environment.put("LLM_BRIDGE_WARN_CONTEXT", "0");
        environment.put("LLM_BRIDGE_WARN_LIMIT", " 95");
        environment.put("HOME", "/h");
        environment.put("LLM_BRIDGE_CLIENT_DIRS", "/e: /x/../f/::/h/.claude");
        environment.put("LLM_BRIDGE_DETAIL", "TRUE");
        environment.put("LLM_BRIDGE_LOG_LEVEL", "debug");
        environment.put("LLM_BRIDGE_TRANSCRIPT_DIR", "~/x");
        environment.put("LLM_BRIDGE_OF_LATER_VERSIONS", "x");

        SettingsResult reading = read(CliOverrides.NONE, environment, "");

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.settings())
                .isEqualTo(new Settings(
                        Path.of("/run/user/1000"),
                        Path.of("/a/s.sock"),
                        Path.of("/b/state"),
                        Path.of("/d/sessions"),
                        new RealTimeSignal(30),
                        new Appearance(
                                "{model} ",
                                "{sessions}",
                                "{model}\\n{cost}",
                                "{cost}",
                                IconSet.UNICODE,
                                Map.of("waiting", "W", "webfetch", "w"),
                                true,
                                new WarningThresholds(0, 95)),
                        Duration.ofMillis(20),
                        Duration.ofSeconds(1),
                        new Expiry(Duration.ofMinutes(2), Duration.ofHours(1), Duration.ZERO, Duration.ofHours(1)),
                        true,
                        List.of(Path.of("/h/.claude/sessions"), Path.of("/e/sessions"), Path.of("/f/sessions")),
                        Optional.of(Path.of("/h/.local/state/waybar-llm-bridge/limits.json")),
                        true));
    }

    @ParameterizedTest
    @CsvSource({"'', /h/.claude/sessions", "/c/, /c/sessions", "relative, /h/.claude/sessions"})
    void the_clients_directory_is_found_where_the_client_puts_it(String variable, Path expected) {
        Map<String, String> environment = Map.of("HOME", "/h", "CLAUDE_CONFIG_DIR", variable);

        assertThat(read(CliOverrides.NONE, environment, "").settings().clientSessions())
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"'', /h/.local/state", "/s/, /s", "relative, /h/.local/state"})
    void the_limits_are_kept_in_the_state_directory(String variable, Path expected) {
        Map<String, String> environment = Map.of("HOME", "/h", "XDG_STATE_HOME", variable);

        assertThat(read(CliOverrides.NONE, environment, "").settings().limitsFile())
                .contains(expected.resolve("waybar-llm-bridge/limits.json"));
    }

    @Test
    void a_relative_client_directory_is_reported() {
        SettingsResult reading = read(CliOverrides.NONE, Map.of("LLM_BRIDGE_CLIENT_DIRS", "/a:~/.claude-work"), "");

        assertThat(reading.problems())
                .containsExactly("LLM_BRIDGE_CLIENT_DIRS is '/a:~/.claude-work' but must be absolute paths separated by"
                        + " ':'");
        assertThat(reading.settings().clientSessions()).isEmpty();
    }

    @Test
    void options_override_the_environment_which_overrides_the_file() {
        String file = "llm-bridge.signal=3\nllm-bridge.format=file\nllm-bridge.debounce=30";
        Map<String, String> environment = Map.of("LLM_BRIDGE_SIGNAL", "2", "LLM_BRIDGE_FORMAT", "environment");
        CliOverrides options = new CliOverrides(Optional.empty(), Optional.empty(), Optional.of("1"), Optional.empty());

        Settings settings = read(options, environment, file).settings();

        assertThat(settings.signal().offset()).isEqualTo(1);
        assertThat(settings.appearance().format()).isEqualTo("environment");
        assertThat(settings.debounce()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void blank_values_count_as_unset() {
        CliOverrides options = new CliOverrides(Optional.of(""), Optional.of(" "), Optional.of(""), Optional.of(" "));

        SettingsResult reading =
                read(options, Map.of("LLM_BRIDGE_SIGNAL", " ", "LLM_BRIDGE_FORMAT", ""), "llm-bridge.signal=3");

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.settings().signal().offset()).isEqualTo(3);
        assertThat(reading.settings().appearance().isProcessLocal()).isFalse();
    }

    @Test
    void a_path_on_the_command_line_may_be_relative() {
        CliOverrides options =
                new CliOverrides(Optional.of("x/state"), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(read(options, Map.of(), "").settings().stateFile())
                .isEqualTo(Path.of("x/state").toAbsolutePath());
    }

    @Test
    void a_relative_path_on_the_command_line_is_refused_if_the_directory_has_been_deleted() {
        CliOverrides options =
                new CliOverrides(Optional.of("x/state"), Optional.of("/a/b"), Optional.empty(), Optional.empty());

        SettingsResult reading = read(options, Map.of("WAYBAR_LLM_BRIDGE_DELETED_DIRECTORY", ""), "");

        assertThat(reading.problems())
                .containsExactly("--state-path is 'x/state' but must be an absolute path, because the current directory"
                        + " has been deleted");
        assertThat(reading.settings().sessionsDir()).isEqualTo(Path.of("/a/b"));
    }

    @Test
    void only_a_format_from_an_option_or_the_environment_is_process_local() {
        assertThat(read(CliOverrides.NONE, Map.of(), "llm-bridge.format=x")
                        .settings()
                        .appearance()
                        .isProcessLocal())
                .isFalse();
        assertThat(read(CliOverrides.NONE, Map.of("LLM_BRIDGE_FORMAT", "x"), "")
                        .settings()
                        .appearance()
                        .isProcessLocal())
                .isTrue();
        assertThat(read(CliOverrides.NONE, Map.of("LLM_BRIDGE_FORMAT_MULTI", "x"), "")
                        .settings()
                        .appearance()
                        .isProcessLocal())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SIGNAL | 31 | a number from 1 to 30",
                "SIGNAL | 0 | a number from 1 to 30",
                "SIGNAL | x | a number from 1 to 30",
                "SIGNAL | 99999999999 | a number from 1 to 30",
                "STATE_PATH | rel | an absolute path",
                "STATE_PATH | /a/.. | an absolute path",
                "SOCKET_PATH | ~/x | an absolute path",
                "DETAIL | maybe | true or false",
                "LOG_LEVEL | loud | ERROR, WARN, INFO or DEBUG",
                "DEBOUNCE | -1 | a duration from 0 to 30d, such as 16 (milliseconds), 16ms, 2s, 5m, 1h or PT2S",
            })
    void an_invalid_value_is_reported_and_replaced_by_the_default(String name, String value, String validValues) {
        SettingsResult reading = read(CliOverrides.NONE, Map.of("LLM_BRIDGE_" + name, value), "");

        assertThat(reading.problems())
                .containsExactly("LLM_BRIDGE_" + name + " is '" + value + "' but must be " + validValues);
        assertThat(reading.settings())
                .isEqualTo(read(CliOverrides.NONE, Map.of(), "").settings());
    }

    @Test
    void an_invalid_option_and_an_invalid_line_are_reported_with_their_origin() {
        CliOverrides options =
                new CliOverrides(Optional.empty(), Optional.empty(), Optional.of("x\ny"), Optional.empty());

        assertThat(read(options, Map.of(), "llm-bridge.detail=" + "y".repeat(100))
                        .problems())
                .containsExactly(
                        "--signal is 'x y' but must be a number from 1 to 30",
                        "llm-bridge.detail in /c/config.properties is '" + "y".repeat(60)
                                + "...' but must be true or false");
    }

    @Test
    void a_path_in_the_file_is_reported_and_ignored() {
        SettingsResult reading = read(
                CliOverrides.NONE,
                Map.of(),
                "llm-bridge.socket-path=/x\nllm-bridge.state-path=/y\nllm-bridge.sessions-dir=/z");

        assertThat(reading.problems())
                .containsExactly(
                        "llm-bridge.socket-path in /c/config.properties is '/x'"
                                + " but cannot be set in the file; set it in the environment: LLM_BRIDGE_SOCKET_PATH",
                        "llm-bridge.state-path in /c/config.properties is '/y'"
                                + " but cannot be set in the file; set it in the environment: LLM_BRIDGE_STATE_PATH",
                        "llm-bridge.sessions-dir in /c/config.properties is '/z'"
                                + " but cannot be set in the file; set it in the environment: LLM_BRIDGE_SESSIONS_DIR");
        assertThat(reading.settings().socket()).isEqualTo(Path.of("/run/user/1000/llm-bridge.sock"));
    }

    @Test
    void a_malformed_file_is_reported() {
        assertThat(read(CliOverrides.NONE, Map.of(), "llm-bridge.format=\\u00zz")
                        .problems())
                .containsExactly("/c/config.properties contains a malformed \\uXXXX escape");
    }

    @Test
    void a_directory_that_the_locale_cannot_represent_is_reported_and_counts_as_unset() {
        Environment environment = new Environment(Map.of("XDG_RUNTIME_DIR", "/run/schlo\uFFFD\uFFFD"), 1000);

        SettingsResult reading = SettingsReader.read(CliOverrides.NONE, environment);

        assertThat(reading.settings().socket()).isEqualTo(Path.of("/run/user/1000/llm-bridge.sock"));
        assertThat(reading.problems())
                .containsExactly("XDG_RUNTIME_DIR is '/run/schlo\uFFFD\uFFFD',"
                        + " which the locale's character set cannot represent: set LC_ALL=C.UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/run/schlo\uFFFD", "/run/\uD800"})
    void a_path_that_the_locale_cannot_represent_is_reported(String path) {
        Environment environment = new Environment(Map.of("LLM_BRIDGE_STATE_PATH", path), 1000);

        assertThat(SettingsReader.read(CliOverrides.NONE, environment).problems())
                .containsExactly("LLM_BRIDGE_STATE_PATH is '" + path
                        + "', which the locale's character set cannot represent: set LC_ALL=C.UTF-8");
    }

    @Test
    void the_file_is_found_in_the_config_directory() throws IOException {
        Path file = directory.resolve("waybar-llm-bridge/config.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "llm-bridge.format=naïve ${cost}\nother=x\nllm-bridge.unknown=1");

        SettingsResult byXdg = SettingsReader.read(
                CliOverrides.NONE,
                new Environment(Map.of("XDG_CONFIG_HOME", directory.toString(), "HOME", "/nowhere"), 1));

        assertThat(byXdg.problems()).isEmpty();
        assertThat(byXdg.settings().appearance().format()).isEqualTo("naïve ${cost}");
    }

    @Test
    void the_file_is_found_at_home_and_a_huge_one_is_rejected() throws IOException {
        Path file = directory.resolve(".config/waybar-llm-bridge/config.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#".repeat(70_000));

        SettingsResult reading =
                SettingsReader.read(CliOverrides.NONE, new Environment(Map.of("HOME", directory.toString()), 1));

        assertThat(reading.problems()).containsExactly(file + " is larger than 65536 bytes");
    }

    @Test
    void there_is_no_file_without_a_home() {
        assertThat(SettingsReader.read(CliOverrides.NONE, new Environment(Map.of(), 1))
                        .problems())
                .isEmpty();
    }

    @Test
    void a_directory_of_another_user_is_detected() throws IOException {
        int owner = (int) Files.getAttribute(directory, "unix:uid");
        Settings settings = read(CliOverrides.NONE, Map.of("XDG_RUNTIME_DIR", directory.toString()), "")
                .settings();
        assertThat(settings.foreignDirectory(owner)).isEmpty();
        assertThat(settings.foreignDirectory(owner + 1))
                .isEqualTo(owner == 0 ? Optional.empty() : Optional.of(directory));
        Settings ofRoot =
                read(CliOverrides.NONE, Map.of("XDG_RUNTIME_DIR", "/"), "").settings();
        assertThat(ofRoot.foreignDirectory(owner + 1))
                .as("root's directories, such as /tmp")
                .isEmpty();
    }

    @Test
    void a_missing_directory_is_detected() {
        Settings present = read(CliOverrides.NONE, Map.of("XDG_RUNTIME_DIR", directory.toString()), "")
                .settings();
        Settings missing = read(
                        CliOverrides.NONE,
                        Map.of(
                                "XDG_RUNTIME_DIR",
                                directory.toString(),
                                "LLM_BRIDGE_STATE_PATH",
                                directory + "/no/state"),
                        "")
                .settings();

        assertThat(present.missingDirectory()).isEmpty();
        assertThat(missing.missingDirectory()).contains(directory.resolve("no"));
    }

    @Test
    void the_socket_can_be_read_without_the_other_settings() {
        Environment environment = new Environment(Map.of("LLM_BRIDGE_SOCKET_PATH", "/a/b"), 1);

        assertThat(SettingsReader.socket(environment)).isEqualTo(Path.of("/a/b"));
        assertThat(SettingsReader.socket(new Environment(Map.of(), 5)))
                .isEqualTo(Path.of("/run/user/5/llm-bridge.sock"));
    }

    private static SettingsResult read(CliOverrides options, Map<String, String> environment, String file) {
        return SettingsReader.read(options, new Environment(environment, 1000), ConfigFile.parse(FILE, file));
    }
}
