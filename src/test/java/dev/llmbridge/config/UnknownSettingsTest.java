package dev.llmbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnknownSettingsTest {
    @Test
    void misspelt_names_are_found() {
        Environment environment = new Environment(
                Map.of("LLM_BRIDGE_SIGNL", "9", "LLM_BRIDGE_ICON", "x", "HOME", "/", "LLM_BRIDGE_SIGNAL", "9"), 1000);
        ConfigFile file = ConfigFile.parse(
                Path.of("/c"), "llm-bridge.signl = 9\nsignal = 9\nllm-bridge.signal = 9\nllm-bridge.icon.bash = x\n");

        assertThat(UnknownSettings.in(environment, file))
                .containsExactly("LLM_BRIDGE_ICON", "LLM_BRIDGE_SIGNL", "llm-bridge.signl", "signal");
    }

    @Test
    void all_accepted_names_are_known() {
        Environment environment = new Environment(
                Map.of("LLM_BRIDGE_TRANSCRIPT_DIR", "/t", "LLM_BRIDGE_ICON_BASH", "x", "LLM_BRIDGE_SOCKET_PATH", "/s"),
                1000);

        assertThat(UnknownSettings.in(environment, ConfigFile.NONE)).isEmpty();
    }
}
