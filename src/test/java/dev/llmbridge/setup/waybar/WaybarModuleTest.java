package dev.llmbridge.setup.waybar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.setup.program.ProgramCommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaybarModuleTest {
    private static final ProgramCommand BRIDGE = new ProgramCommand(List.of("/home/ada/.local/bin/waybar-llm-bridge"));

    @Test
    void the_signal_module_looks_hand_written() {
        assertThat(WaybarModule.onSignal(BRIDGE, List.of(), new RealTimeSignal(8))
                        .text())
                .isEqualTo("""
                "custom/claude": {
                    "exec": "/home/ada/.local/bin/waybar-llm-bridge status",
                    "return-type": "json",
                    "format": "{}",
                    "interval": "once",
                    "signal": 8
                }
                """);
    }

    @Test
    void the_streaming_module_replaces_its_shell_and_is_restarted() {
        assertThat(WaybarModule.stream(BRIDGE, List.of()).text()).isEqualTo("""
                "custom/claude": {
                    "exec": "exec /home/ada/.local/bin/waybar-llm-bridge status --follow",
                    "return-type": "json",
                    "format": "{}",
                    "restart-interval": 1
                }
                """);
    }

    @Test
    void special_characters_are_quoted_for_the_shell_and_for_json() throws Exception {
        ProgramCommand odd = new ProgramCommand(List.of("/home/ada \"b\"/it's \\ ü/bridge"));
        List<String> options = List.of("--format", "{activity} \"${cost:.2}\"");

        for (WaybarModule module : List.of(
                WaybarModule.onSignal(odd, options, new RealTimeSignal(30)), WaybarModule.stream(odd, options))) {
            JsonNode read =
                    new ObjectMapper().readTree("{" + module.text() + "}").get("custom/claude");

            assertThat(read.get("exec").textValue())
                    .contains("'/home/ada \"b\"/it'\\''s \\ ü/bridge' status --format '{activity} \"${cost:.2}\"'");
        }
    }

    @Test
    void the_waybar_page_shows_the_printed_text() {
        ProgramCommand example = new ProgramCommand(List.of("/home/you/.local/bin/waybar-llm-bridge"));

        assertThat(Path.of("docs/waybar.md"))
                .content()
                .contains("```json\n"
                        + WaybarModule.onSignal(example, List.of(), new RealTimeSignal(8))
                                .text() + "```")
                .contains("```json\n" + WaybarModule.stream(example, List.of()).text() + "```")
                .contains("```css\n" + WaybarStyleSheet.css() + "```");
    }
}
