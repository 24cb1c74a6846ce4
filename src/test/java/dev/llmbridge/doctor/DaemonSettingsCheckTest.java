package dev.llmbridge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.client.FakeDaemon;
import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.config.SettingsReader.SettingsResult;
import dev.llmbridge.protocol.JsonText;
import dev.llmbridge.protocol.SettingsReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonSettingsCheckTest {
    private static final Instant MODIFIED = Instant.parse("2026-11-22T06:00:00.123456Z");

    @TempDir
    Path dir;

    private Path file;

    @BeforeEach
    void createFiles() throws IOException {
        file = dir.resolve("waybar-llm-bridge/config.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "llm-bridge.icons = ascii\n");
        Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
        Files.createFile(dir.resolve("llm_state.json"));
    }

    private SettingsResult settings(String... variables) {
        Map<String, String> environment =
                new HashMap<>(Map.of("XDG_RUNTIME_DIR", dir.toString(), "XDG_CONFIG_HOME", dir.toString()));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return SettingsReader.read(CliOverrides.NONE, new Environment(environment, 7));
    }

    private String ping(SettingsResult daemon, Path config, long modified, String... problems) {
        return JsonText.object(json -> {
            json.writeNumberField("pid", 7);
            SettingsReport.of(daemon.settings()).writeTo(json);
            json.writeStringField("config_file", config.toString());
            json.writeNumberField("config_modified", modified);
            json.writeArrayFieldStart("config_problems");
            for (String problem : problems) {
                json.writeString(problem);
            }
            json.writeEndArray();
        });
    }

    private Finding check(String answer, SettingsResult shell) {
        Optional<PingAnswer> ping = PingAnswer.from(new FakeDaemon(_ -> Optional.of(answer)).client());
        DaemonControl control = new DaemonControl(true, true, ping.map(_ -> new DaemonProcess(7, true, true)));
        return new DaemonSettingsCheck(ping, SettingsReport.of(shell.settings()), shell.file(), control).run();
    }

    @Test
    void the_same_settings_are_ok() {
        assertThat(check(ping(settings(), file, MODIFIED.toEpochMilli()), settings()))
                .isEqualTo(new Finding.Ok("signal 8, icons ascii, " + file + " as it is now"));
    }

    @Test
    void a_setting_of_one_process_only_is_named() {
        SettingsResult daemon = settings("LLM_BRIDGE_SIGNAL", "9");

        assertThat(check(ping(daemon, file, MODIFIED.toEpochMilli()), settings()))
                .isEqualTo(new Finding.Warning(
                        "the daemon uses signal 9, this shell 8",
                        "unset the LLM_BRIDGE_ variables of the daemon and of this shell, and set it in " + file));
        SettingsResult shell = settings("LLM_BRIDGE_STATE_PATH", "/tmp/x");
        assertThat(check(ping(settings(), file, MODIFIED.toEpochMilli()), shell).advice())
                .contains("set the same LLM_BRIDGE_ variables");
    }

    @Test
    void a_file_that_the_daemon_has_not_read_is_named() {
        assertThat(check(ping(settings(), file, 1_000), settings()))
                .isEqualTo(new Finding.Warning(
                        "the daemon started before " + file + " changed",
                        "make the daemon read its configuration again",
                        "systemctl --user reload llm-bridge.service"));
    }

    @Test
    void another_file_is_named() {
        assertThat(check(ping(settings(), Path.of("/other/config.properties"), 1_000), settings())
                        .detail())
                .isEqualTo("the daemon reads /other/config.properties, this shell " + file);
    }

    @Test
    void a_file_with_an_error_is_a_failure() {
        Finding found = check(ping(settings(), file, MODIFIED.toEpochMilli(), "llm-bridge.signal is '99'"), settings());

        assertThat(found).isInstanceOf(Finding.Failure.class);
        assertThat(found.detail()).contains("keeps its previous settings: llm-bridge.signal is '99'");
    }

    @Test
    void a_daemon_that_writes_nothing_is_a_failure() throws IOException {
        Files.delete(dir.resolve("llm_state.json"));

        assertThat(check(ping(settings(), file, MODIFIED.toEpochMilli()), settings()))
                .isInstanceOf(Finding.Failure.class);
    }

    @Test
    void an_older_daemon_does_not_report_its_settings() {
        assertThat(check("{\"version\":\"0.2\",\"pid\":7}", settings()))
                .isEqualTo(new Finding.Skipped("a daemon of version 0.2 does not report them"));
    }
}
