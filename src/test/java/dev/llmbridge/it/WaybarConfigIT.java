package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmbridge.display.BarState.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The output of {@code waybar-config}, which users paste into Waybar's files. */
@Twins
final class WaybarConfigIT {
    @AutoClose
    private final Home home = Home.create();

    private final Program program;

    WaybarConfigIT(Program program) {
        this.program = program;
    }

    @Test
    void the_module_calls_this_program_on_the_configured_signal() {
        home.configure("llm-bridge.signal = 12");

        JsonNode module = module(run("waybar-config"));

        assertThat(module.get("signal").intValue()).isEqualTo(12);
        assertThat(module.get("interval").textValue()).isEqualTo("once");
        Call.Result called =
                new Call(home, List.of("/bin/sh", "-c", module.get("exec").textValue())).run();
        assertThat(Json.read(called.out()).get("class").textValue()).isEqualTo("idle");
    }

    @Test
    void the_signal_option_may_have_a_value() {
        assertThat(module(run("waybar-config", "--signal")).get("signal").intValue())
                .isEqualTo(8);
        assertThat(module(run("waybar-config", "--signal", "9")).get("signal").intValue())
                .isEqualTo(9);
    }

    @Test
    void a_signal_of_another_module_is_reported_with_a_free_one() {
        home.write(home.user().resolve(".config/waybar/config"), """
                {"modules-right": ["custom/updates"], "custom/updates": {"exec": "updates", "signal": 8}}
                """);

        assertThat(run("waybar-config").err())
                .contains("signal 8 is also used by \"custom/updates\"")
                .contains("use --signal 1 and set llm-bridge.signal=1");
        assertThat(run("waybar-config", "--signal", "1").err()).doesNotContain("signal 1 is also used");
    }

    @Test
    void the_streaming_module_has_neither_signal_nor_interval() {
        JsonNode module = module(run("waybar-config", "--stream"));

        assertThat(module.get("exec").textValue()).startsWith("exec /").endsWith(" status --follow");
        assertThat(module.get("restart-interval").isInt()).isTrue();
        assertThat(module.has("signal") || module.has("interval")).isFalse();
    }

    @Test
    void the_style_has_a_rule_for_every_class() {
        String css = run("waybar-config", "--css").out();

        for (Style style : Style.values()) {
            assertThat(css).contains("#custom-claude." + style.cssClass() + " {");
        }
    }

    @Test
    void a_link_in_path_is_used_instead_of_the_executables_own_path() throws IOException {
        assumeTrue(program.isNative(), "on the JVM, the program has no executable of its own");
        Path link = Files.createDirectories(home.user().resolve("a b")).resolve("waybar-llm-bridge");
        Files.createSymbolicLink(link, program.file());

        Call.Result result = program.call(home, "waybar-config")
                .with("PATH", "/usr/bin:" + link.getParent())
                .run();

        assertThat(module(result).get("exec").textValue()).isEqualTo("'" + link + "' status");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void a_path_that_may_not_last_is_printed_with_a_warning() {
        Call.Result result = run("waybar-config");

        assertThat(module(result).get("exec").textValue())
                .contains(program.file().toString());
        assertThat(result.err()).startsWith("waybar-llm-bridge: warning: ").hasLineCount(1);
    }

    @Test
    void conflicting_options_and_invalid_numbers_are_rejected() {
        assertUsageError("--signal and --stream are mutually exclusive", "waybar-config", "--stream", "--signal", "9");
        assertUsageError("--signal is '31' but must be a number from 1 to 30", "waybar-config", "--signal", "31");
        assertUsageError("Missing required parameter for option '--signal' (N)", "daemon", "--signal");
    }

    private void assertUsageError(String message, String... arguments) {
        Call.Result result = run(arguments);

        assertThat(result.exit()).isEqualTo(64);
        assertThat(result.err()).startsWith("waybar-llm-bridge: " + message).hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    private Call.Result run(String... arguments) {
        return program.call(home, arguments).run();
    }

    private static JsonNode module(Call.Result result) {
        assertThat(result.exit()).isZero();
        return Json.read("{" + result.out() + "}").get("custom/claude");
    }
}
