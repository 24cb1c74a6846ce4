package dev.llmbridge.setup.claude;

import static dev.llmbridge.setup.claude.RegistrationTest.assertRoundTrip;
import static dev.llmbridge.setup.claude.RegistrationTest.inspect;
import static dev.llmbridge.setup.claude.RegistrationTest.install;
import static dev.llmbridge.setup.claude.RegistrationTest.uninstall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.setup.json.UneditableTextException;
import dev.llmbridge.setup.program.ProgramCommand;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortableSpellingTest {
    private static final String PROGRAM = "/home/u/.local/bin/waybar-llm-bridge";
    private static final Registration OURS = new Registration(new ProgramCommand(List.of(PROGRAM)), false);
    private static final Registration OURS_SHELL_FORM = new Registration(new ProgramCommand(List.of(PROGRAM)), true);
    private static final Registration LEADS_TO_US =
            new Registration(new ProgramCommand(List.of(PROGRAM)), false, _ -> true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec /x/waybar-llm-bridge event",
                "LLM_BRIDGE_FORMAT='{a} b' A_1=2 exec waybar-llm-bridge event",
                "command -v waybar-llm-bridge >/dev/null 2>&1 && waybar-llm-bridge event",
                "command -v waybar-llm-bridge > /dev/null && exec waybar-llm-bridge event",
                "command -v '/a && b/waybar-llm-bridge'&&'/a && b/waybar-llm-bridge' event",
                "$HOME/.local/bin/waybar-llm-bridge event",
                "\\\"${HOME}\\\"/bin/waybar-llm-bridge event",
                "~/.local/bin/waybar-llm-bridge event",
                "waybar-llm-bridge event"
            })
    void every_usual_spelling_of_our_command_is_recognised(String command) throws UneditableTextException {
        String settings = "{\"hooks\":{\"Stop\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"" + command
                + "\"}]}]},\"statusLine\":{\"type\":\"command\",\"command\":\""
                + command.replace(" event", " statusline") + "\"}}";

        assertThat(inspect(settings).missing()).hasSize(14).doesNotContain("Stop");
        assertThat(inspect(settings).hasOurStatusLine()).isTrue();
        assertThat(inspect(settings).programs())
                .allMatch(called -> called.name().endsWith("waybar-llm-bridge"))
                .allMatch(called -> called.isExpanded()
                        == (called.name().startsWith("~") || called.name().startsWith("$")));
        assertThat(uninstall(settings)).isEqualTo("{}");
        assertThat(install(LEADS_TO_US, settings)).contains("\"command\":\"" + command + "\"");
        assertThat(install(LEADS_TO_US, install(LEADS_TO_US, settings))).isEqualTo(install(LEADS_TO_US, settings));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command -v waybar-llm-bridge; waybar-llm-bridge event",
                "command -v waybar-llm-bridge x && waybar-llm-bridge event",
                "command -v waybar-llm-bridge >&& waybar-llm-bridge event",
                "beep && waybar-llm-bridge event",
                "exec exec waybar-llm-bridge event",
                "1A=b waybar-llm-bridge event",
                "exec A=b waybar-llm-bridge event"
            })
    void a_line_that_does_more_than_call_us_is_kept(String command) throws UneditableTextException {
        String settings =
                "{\"hooks\":{\"Stop\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"" + command + "\"}]}]}}";

        assertThat(inspect(settings).missing()).hasSize(15);
        assertRoundTrip(settings);
    }

    @Test
    void a_portable_spelling_that_leads_elsewhere_is_corrected_and_its_variables_kept() throws UneditableTextException {
        String hook = "{\"hooks\":{\"Stop\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"%s\"}]}]}}";

        assertThat(install(OURS, hook.formatted("A='x y'  exec ~/waybar-llm-bridge event 2>&1")))
                .contains("\"command\":\"A='x y'  exec " + PROGRAM + " event 2>&1\"");
        assertThat(install(OURS, hook.formatted("command -v ~/waybar-llm-bridge && ~/waybar-llm-bridge event")))
                .contains("\"command\":\"" + PROGRAM + "\",\"args\":[\"event\"]");
        assertThat(install(
                        OURS_SHELL_FORM, hook.formatted("command -v waybar-llm-bridge && A=b waybar-llm-bridge event")))
                .contains("\"command\":\"A=b " + PROGRAM + " event\"");
        assertThat(install(OURS, hook.formatted("~/waybar-llm-bridge event")))
                .contains("\"command\":\"" + PROGRAM + "\",\"args\":[\"event\"]");
    }

    @Test
    void without_a_shell_only_a_name_is_portable() throws UneditableTextException {
        String hook =
                "{\"hooks\":{\"Stop\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"%s\",\"args\":[\"event\"]}]}]}}";
        Registration byName = new Registration(new ProgramCommand(List.of(PROGRAM)), false, called -> called.name()
                .equals("waybar-llm-bridge"));
        String settings = hook.formatted("waybar-llm-bridge");

        assertThat(install(byName, settings)).contains("\"command\":\"waybar-llm-bridge\",\"args\":[\"event\"]");
        assertThat(install(byName, hook.formatted("~/bin/waybar-llm-bridge")))
                .contains("\"command\":\"" + PROGRAM + "\",\"args\":[\"event\"]");
        assertThat(inspect(settings).programs()).containsExactly(new CalledProgram("waybar-llm-bridge", false));
    }

    @Test
    void a_status_line_with_separate_arguments_is_ours_if_it_wraps_nothing() throws UneditableTextException {
        String line = "{\"statusLine\":{\"type\":\"command\",\"command\":\"waybar-llm-bridge\",\"args\":[%s]}}";

        assertThat(inspect(line.formatted("\"statusline\"")).hasOurStatusLine()).isTrue();
        assertThat(uninstall(line.formatted("\"statusline\""))).isEqualTo("{}");
        assertThat(install(OURS, line.formatted("\"statusline\""))).contains("\"" + PROGRAM + " statusline\"");
        assertThat(install(LEADS_TO_US, line.formatted("\"statusline\"")))
                .contains(line.formatted("\"statusline\"").substring(1, 60));
        assertThat(inspect(line.formatted("\"statusline\",\"--\",\"x\"")).hasUnknownStatusLine())
                .isTrue();
        assertThat(inspect(line.formatted("1")).hasUnknownStatusLine()).isTrue();
    }
}
