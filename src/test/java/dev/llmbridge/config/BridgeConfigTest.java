package dev.llmbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.QuarkusConfigBuilderCustomizer;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quarkus sees the settings that {@link SettingsReader} reads. */
class BridgeConfigTest {
    @TempDir
    Path home;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void useOwnConfigDirectory() {
        variables.put("XDG_CONFIG_HOME", home.toString());
        variables.put("XDG_RUNTIME_DIR", "/r");
    }

    @Test
    void quarkus_sees_the_defaults() {
        assertSameAsReader(environment());
        assertThat(mapping().signal()).isEqualTo(8);
        assertThat(mapping().debounce()).isEqualTo(Duration.ofMillis(16));
        assertThat(mapping().socketPath()).isEmpty();
        assertThat(mapping().clientDirs()).isEmpty();
        assertThat(mapping().format())
                .isEqualTo(
                        "{?icon}{icon} {/icon}{activity}{?context} · {context}%{/context}{?cost} · ${cost:.2}{/cost}");
    }

    @Test
    void quarkus_sees_that_the_environment_overrides_the_file() throws IOException {
        writeFile("llm-bridge.signal = 3", "llm-bridge.debounce = 30", "llm-bridge.log-level = debug");
        variables.put("LLM_BRIDGE_SIGNAL", "4");
        variables.put("LLM_BRIDGE_STATE_PATH", "/a/../b");
        variables.put("LLM_BRIDGE_CLIENT_DIRS", "/c: /d");
        assertSameAsReader(environment());
        assertThat(mapping().signal()).isEqualTo(4);
        assertThat(mapping().debounce()).isEqualTo(Duration.ofMillis(30));
        assertThat(mapping().logLevel()).isEqualTo("DEBUG");
        assertThat(mapping().statePath()).contains(Path.of("/b"));
        assertThat(mapping().clientDirs()).contains("/c:/d");
    }

    @ParameterizedTest
    @CsvSource({
        "SIGNAL,31",
        "SIGNAL,' '",
        "DEBOUNCE,soon",
        "DEBOUNCE,2 s",
        "IDLE_AFTER,PT0.0005S",
        "ICONS,Unicode",
        "DETAIL,Off",
        "DETAIL,perhaps",
        "LOG_LEVEL,loud",
        "FORMAT,${env::x}",
        "FORMAT,' x '",
        "FORMAT,\\${model}$$x",
        "FORMAT_MULTI,'a,b\\,c'",
        "TOOLTIP_FORMAT,naïve"
    })
    void quarkus_sees_the_same_value_as_the_settings_reader_for_any_text(String name, String value) {
        variables.put("LLM_BRIDGE_" + name, value);
        assertSameAsReader(environment());
    }

    @ParameterizedTest
    @CsvSource({"SOCKET_PATH,here.sock", "SOCKET_PATH,''", "CLIENT_DIRS,:"})
    void an_invalid_or_empty_path_is_unset(String name, String value) {
        variables.put("LLM_BRIDGE_" + name, value);
        assertThat(mapping().socketPath()).isEmpty();
        assertThat(mapping().clientDirs()).isEmpty();
    }

    static void assertSameAsReader(Environment environment) {
        Settings settings = SettingsReader.read(CliOverrides.NONE, environment).settings();
        BridgeConfig config = mapping(environment);
        assertThat(config.signal()).isEqualTo(settings.signal().offset());
        assertThat(config.debounce()).isEqualTo(settings.debounce());
        assertThat(config.debounceCap()).isEqualTo(settings.debounceCap());
        assertThat(config.idleAfter()).isEqualTo(settings.expiry().idleAfter());
        assertThat(config.removeAfter()).isEqualTo(settings.expiry().removeAfter());
        assertThat(config.permissionGrace()).isEqualTo(settings.expiry().permissionGrace());
        assertThat(config.failurePriority()).isEqualTo(settings.expiry().failurePriority());
        assertThat(config.headless().equals(Setting.HIDE)).isEqualTo(settings.hideHeadless());
        assertThat(config.detail()).isEqualTo(settings.detail());
        Appearance appearance = settings.appearance();
        assertThat(config.format()).isEqualTo(appearance.format());
        assertThat(config.formatMulti()).isEqualTo(appearance.formatMulti());
        assertThat(config.tooltipFormat()).isEqualTo(appearance.tooltipFormat());
        assertThat(config.statuslineFormat()).isEqualTo(appearance.statusLineFormat());
        assertThat(config.icons()).isEqualTo(appearance.icons().name());
    }

    private BridgeConfig mapping() {
        return mapping(environment());
    }

    private static BridgeConfig mapping(Environment environment) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withCustomizers(new QuarkusConfigBuilderCustomizer(), new BridgeConfigCustomizer(environment))
                .withSources(new EnvConfigSource(environment.variables(), 300))
                .withMapping(BridgeConfig.class)
                .build();
        return config.getConfigMapping(BridgeConfig.class);
    }

    private Environment environment() {
        return new Environment(variables, 1000);
    }

    private void writeFile(String... lines) throws IOException {
        Path directory = Files.createDirectory(home.resolve("waybar-llm-bridge"));
        Files.writeString(directory.resolve("config.properties"), String.join("\n", lines));
    }
}
