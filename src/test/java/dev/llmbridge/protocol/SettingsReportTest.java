package dev.llmbridge.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.IconSet;
import dev.llmbridge.config.SettingsReader;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsReportTest {
    private static SettingsReport with(String... variables) {
        Map<String, String> environment = new HashMap<>(Map.of("XDG_RUNTIME_DIR", "/run/user/7"));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return SettingsReport.of(SettingsReader.read(CliOverrides.NONE, new Environment(environment, 7))
                .settings());
    }

    @Test
    void the_same_settings_have_no_differences() {
        assertThat(with().differencesTo(with())).isEmpty();
    }

    @Test
    void each_difference_is_named_with_both_values() {
        SettingsReport daemon =
                with("LLM_BRIDGE_SIGNAL", "9", "LLM_BRIDGE_ICONS", "ascii", "LLM_BRIDGE_ICON_BASH", "B");
        SettingsReport shell = with("LLM_BRIDGE_FORMAT", "{cost}", "LLM_BRIDGE_STATE_PATH", "/tmp/state");

        assertThat(daemon.differencesTo(shell))
                .containsExactly(
                        "the daemon uses signal 9, this shell 8",
                        "the daemon uses icons ascii, this shell unicode",
                        "the daemon uses format '{?icon}{icon} {/icon}{activity}{?context} · {context}%{/context}"
                                + "{?cost} · ${cost:.2}{/cost}', this shell '{cost}'",
                        "the daemon uses icon.bash 'B', this shell none",
                        "the daemon uses state file /run/user/7/llm_state.json, this shell /tmp/state");
        assertThat(daemon.iconSet()).isEqualTo(IconSet.ASCII);
    }

    @Test
    void long_formats_are_shortened_and_still_differ() {
        String format = "x".repeat(150) + "\uD83D\uDE00".repeat(500);
        SettingsReport one = with("LLM_BRIDGE_FORMAT", format);
        SettingsReport other = with("LLM_BRIDGE_FORMAT", format + "y");

        assertThat(one.formats().get("format")).hasSizeLessThan(170);
        assertThat(one.differencesTo(other)).hasSize(1);
        for (int i = 0; i < 2; i++) {
            String shifted = "x".repeat(138 + i) + "\uD83D\uDE00".repeat(50);
            assertThat(with("LLM_BRIDGE_FORMAT", shifted)
                            .formats()
                            .get("format")
                            .codePoints())
                    .noneMatch(c -> Character.MIN_SURROGATE <= c && c <= Character.MAX_SURROGATE);
        }
    }
}
