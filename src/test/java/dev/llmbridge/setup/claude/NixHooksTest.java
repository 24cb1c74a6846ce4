package dev.llmbridge.setup.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.nix.Nix;
import dev.llmbridge.setup.program.ProgramCommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Home Manager module and the printed Nix definition register the same hooks as {@code install-hooks}. */
class NixHooksTest {
    @TempDir
    private Path directory;

    @Test
    void the_module_registers_the_same_settings() throws Exception {
        String executable = "/nix/store/x-waybar-llm-bridge/bin/waybar-llm-bridge";

        JsonNode module = Nix.in(directory).evaluate("import ./nix/claude-code.nix \"" + executable + "\"");

        assertThat(module).isEqualTo(json(executable));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/waybar-llm-bridge", "/a b/it's \"${x}\" $y \\ ü/waybar-llm-bridge"})
    void the_printed_nix_definition_is_equal_to_the_json(String executable) throws Exception {
        String definition = new Registration(new ProgramCommand(List.of(executable)), false).asNix();

        JsonNode pasted = Nix.in(directory).evaluate("{ " + definition + " }");

        assertThat(pasted.at("/programs/claude-code/settings")).isEqualTo(json(executable));
    }

    private static JsonNode json(String executable) throws Exception {
        return new ObjectMapper()
                .readTree(new Registration(new ProgramCommand(List.of(executable)), false).newSettings());
    }
}
