package dev.llmbridge.setup.waybar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.nix.Nix;
import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.setup.program.ProgramCommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Home Manager module configures Waybar as {@code waybar-config} does. */
class NixWaybarModuleTest {
    private static final ProgramCommand BRIDGE = new ProgramCommand(List.of("/bin/waybar-llm-bridge"));

    @TempDir
    private Path directory;

    @Test
    void the_signal_module_is_the_same() throws Exception {
        assertThat(nix("signal = 9;").path("module"))
                .isEqualTo(printed(WaybarModule.onSignal(BRIDGE, List.of(), new RealTimeSignal(9))));
    }

    @Test
    void the_streaming_module_is_the_same() throws Exception {
        assertThat(nix("stream = true;").path("module")).isEqualTo(printed(WaybarModule.stream(BRIDGE, List.of())));
    }

    @Test
    void the_style_sheet_is_the_same() throws Exception {
        assertThat(nix("").path("style").asText()).isEqualTo(WaybarStyleSheet.css());
    }

    private JsonNode nix(String arguments) throws Exception {
        return Nix.in(directory)
                .evaluate(
                        "import ./nix/waybar.nix { executable = \"/bin/waybar-llm-bridge\"; %s }".formatted(arguments));
    }

    private static JsonNode printed(WaybarModule module) throws Exception {
        return new ObjectMapper().readTree("{" + module.text() + "}");
    }
}
