package dev.llmbridge.setup.waybar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleOwnershipTest {
    private final ModuleOwnership ownership = new ModuleOwnership("/opt/bridge", Path.of("/run/user/1/llm_state.json"));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "waybar-llm-bridge status, true, true",
                "~/.local/bin/waybar-llm-bridge status --format x, true, true",
                "'/a b/waybar-llm-bridge' status, true, true",
                "exec /usr/bin/waybar-llm-bridge status --follow, true, true",
                "LC_ALL=C exec /opt/bridge status, true, true",
                "/nix/store/x-waybar-llm-bridge-0.3/bin/waybar-llm-bridge status, true, true",
                "/jdk/bin/java -XX:+UseSerialGC -jar /app/quarkus-run.jar status, true, true",
                "/opt/bridge sessions, false, false",
                "waybar-llm-bridge status || true, true, false",
                "watch waybar-llm-bridge status, true, false",
                "cat /run/user/1/llm_state.json, true, false",
                "/jdk/bin/java -jar /app/other.jar status, false, false",
                "echo status, false, false"
            })
    void a_module_is_recognised_by_its_shell_line(String exec, boolean showsState, boolean isOurs) {
        ConfiguredModule module = new ConfiguredModule(
                "custom/x",
                Optional.of(exec),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                true,
                Path.of("/config"));

        assertThat(ownership.showsState(module)).isEqualTo(showsState);
        assertThat(ownership.isOurs(module)).isEqualTo(isOurs);
    }
}
