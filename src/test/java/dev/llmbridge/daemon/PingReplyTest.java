package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.protocol.SettingsReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PingReplyTest {
    private static final SettingsReport SETTINGS = SettingsReport.of(SettingsReader.read(
                    CliOverrides.NONE,
                    new Environment(
                            Map.of(
                                    "XDG_RUNTIME_DIR",
                                    "/run/user/7",
                                    "LLM_BRIDGE_SIGNAL",
                                    "9",
                                    "LLM_BRIDGE_FORMAT",
                                    "{activity}",
                                    "LLM_BRIDGE_TOOLTIP_FORMAT",
                                    "x".repeat(60_000)),
                            7))
            .settings());

    private static byte[] reply(ConfigurationStatus configuration, List<Path> directories, InputStats stats) {
        return new PingReply("1.2", 7, "/usr/bin/bridge", SETTINGS, () -> configuration, () -> directories).with(stats);
    }

    private static JsonNode parse(byte[] reply) throws IOException {
        return new ObjectMapper().readTree(reply);
    }

    @Test
    void it_reports_the_daemon_its_settings_and_its_input() throws IOException {
        InputStats stats = new InputStats();
        stats.received();
        stats.selfTest("doctor-1");
        ConfigurationStatus configuration = new ConfigurationStatus(
                Optional.of(Path.of("/c/config.properties")),
                Optional.of(Instant.ofEpochMilli(1_500)),
                List.of("signal is '99'"));

        JsonNode reply = parse(reply(configuration, List.of(Path.of("/home/u/.claude/sessions")), stats));

        assertThat(reply.get("version").textValue()).isEqualTo("1.2");
        assertThat(reply.get("pid").intValue()).isEqualTo(7);
        assertThat(reply.get("executable").textValue()).isEqualTo("/usr/bin/bridge");
        assertThat(reply.get("signal").intValue()).isEqualTo(9);
        assertThat(reply.get("icons").textValue()).isEqualTo("unicode");
        assertThat(reply.at("/formats/format").textValue()).isEqualTo("{activity}");
        assertThat(reply.get("state_path").textValue()).isEqualTo("/run/user/7/llm_state.json");
        assertThat(reply.get("sessions_dir").textValue()).isEqualTo("/run/user/7/llm_sessions");
        assertThat(reply.at("/client_dirs/0").textValue()).isEqualTo("/home/u/.claude");
        assertThat(reply.get("config_file").textValue()).isEqualTo("/c/config.properties");
        assertThat(reply.get("config_modified").longValue()).isEqualTo(1_500);
        assertThat(reply.at("/config_problems/0").textValue()).isEqualTo("signal is '99'");
        assertThat(reply.get("received").longValue()).isEqualTo(1);
        assertThat(reply.get("self_test").textValue()).isEqualTo("doctor-1");
    }

    @Test
    void it_is_short_whatever_the_formats_and_however_many_directories_hooks_name() {
        List<Path> directories = IntStream.range(0, 32)
                .mapToObj(i -> Path.of("/home/user/projects/client-" + i + "/sessions"))
                .toList();
        ConfigurationStatus none = new ConfigurationStatus(Optional.empty(), Optional.empty(), List.of());

        assertThat(reply(none, directories, new InputStats())).hasSizeLessThan(2_048);
    }

    @Test
    void without_a_configuration_file_its_name_and_its_time_are_left_out() throws IOException {
        JsonNode reply = parse(reply(
                new ConfigurationStatus(Optional.empty(), Optional.empty(), List.of()), List.of(), new InputStats()));

        assertThat(reply.has("config_file")).isFalse();
        assertThat(reply.has("config_modified")).isFalse();
        assertThat(reply.get("config_problems")).isEmpty();
    }
}
