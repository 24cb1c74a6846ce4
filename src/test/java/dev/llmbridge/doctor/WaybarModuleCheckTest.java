package dev.llmbridge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.Environment;
import dev.llmbridge.doctor.Finding.Failure;
import dev.llmbridge.doctor.Finding.Ok;
import dev.llmbridge.doctor.Finding.Warning;
import dev.llmbridge.setup.program.ProgramFinder;
import dev.llmbridge.setup.waybar.ModuleOwnership;
import dev.llmbridge.setup.waybar.WaybarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaybarModuleCheckTest {
    private static final String OURS = """
            {"exec": "waybar-llm-bridge status", "return-type": "json", "interval": "once", "signal": 8}""";

    @TempDir
    Path dir;

    private ProgramFinder programs;
    private Map<String, String> variables;

    @BeforeEach
    void createTheProgram() throws IOException {
        dir = dir.toRealPath();
        Path program = write("bin/waybar-llm-bridge", "");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        variables = Map.of("HOME", dir.toString(), "PATH", dir + "/bin");
        programs = new ProgramFinder(new Environment(variables, 1));
    }

    private Path write(String name, String content) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Finding check(List<List<String>> commandLines) {
        List<WaybarProcess> bars = commandLines.stream()
                .map(arguments -> new WaybarProcess(
                        OptionalInt.of(1), arguments, variables, dir.resolve("cwd"), dir.resolve("system")))
                .toList();
        Path state = Path.of("/run/user/1/llm_state.json");
        return new WaybarModuleCheck(bars, new ModuleOwnership(dir + "/bin/waybar-llm-bridge", state), 8, programs)
                .run();
    }

    private Finding check() {
        return check(List.of(List.of()));
    }

    private Finding check(String configuration) throws IOException {
        write(".config/waybar/config", configuration);
        return check();
    }

    private Finding checkModule(String module) throws IOException {
        return check("""
                // my bar
                {
                  "modules-right": ["clock", "custom/claude",],
                  "clock": {"format": "{:%%H}"}, /* local */
                  "custom/claude": %s,
                }
                """.formatted(module));
    }

    private static void assertOk(Finding found, String... parts) {
        assertThat(found).isInstanceOfSatisfying(Ok.class, ok -> assertThat(ok.toString())
                .contains(parts));
    }

    private static void assertWarns(Finding found, String... parts) {
        assertThat(found).isInstanceOfSatisfying(Warning.class, warning -> assertThat(warning.toString())
                .contains(parts));
    }

    private static void assertFails(Finding found, String... parts) {
        assertThat(found).isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.toString())
                .contains(parts));
    }

    @Test
    void the_module_must_exist_and_use_the_signal() throws IOException {
        assertWarns(check(), "no Waybar configuration");
        String module = "{\"exec\": \"~/bin/waybar-llm-bridge status\", \"return-type\": \"json\", ";
        assertOk(checkModule(module + "\"interval\": \"once\", \"signal\": 8}"), "custom/claude", "signal 8");
        assertFails(
                checkModule(module + "\"interval\": \"once\", \"signal\": 9}"),
                "has \"signal\": 9",
                "set \"signal\": 8");
        assertFails(checkModule(module + "\"interval\": \"once\", \"signal\": \"8\"}"), "is not a number");
        assertFails(checkModule(module + "\"interval\": \"once\"}"), "has no \"signal\"");
        assertWarns(checkModule(module + "\"signal\": 8}"), "interval");
        assertFails(
                checkModule("{\"exec\": \"waybar-llm-bridge status\", \"interval\": \"once\", \"signal\": 8}"),
                "return-type");
        assertFails(
                checkModule("{\"exec\": \"/gone/waybar-llm-bridge status\", \"signal\": 8}"),
                "/gone/waybar-llm-bridge",
                "cannot be run");
    }

    @Test
    void a_streaming_module_needs_no_signal() throws IOException {
        assertOk(
                checkModule("{\"exec\": \"exec waybar-llm-bridge status --follow\", \"return-type\": \"json\"}"),
                "streams");
    }

    @Test
    void a_missing_or_undisplayed_module_is_reported() throws IOException {
        assertWarns(check("[{\"modules-left\": [\"clock\"]}]"), "does not contain our module", "setup --only waybar");
        assertWarns(check("{\"include\": \"/none.json\"}"), "includes /none.json, which does not exist");
        assertWarns(
                check("{\"custom/ai\": {\"exec\": \"cat /run/user/1/llm_state.json\"}}"), "not in any list of modules");
        assertWarns(check("{\"custom/ai\": " + OURS + ", \"other\": [\"custom/ai\"]}"), "not in any list of modules");
    }

    @Test
    void the_module_may_be_in_an_included_file_and_in_a_group() throws IOException {
        write(".config/waybar/parts/a.jsonc", "{\"custom/ai\": " + OURS + "}");
        assertOk(check("""
                        {"include": ["$HOME/.config/waybar/parts/*", "/none"], "modules-left": ["group/x"],
                         "group/x": {"modules": ["custom/ai"]}}
                        """), "\"custom/ai\" in " + dir.resolve(".config/waybar/parts/a.jsonc"));
    }

    @Test
    void a_list_in_the_main_file_hides_an_included_one() throws IOException {
        write("inc.json", "{\"modules-right\": [\"custom/ai\"], \"custom/ai\": " + OURS + "}");
        assertOk(check("{\"include\": \"~/inc.json\"}"), "signal 8");
        assertWarns(check("{\"include\": \"~/inc.json\", \"modules-right\": []}"), "not in any list of modules");
    }

    @Test
    void every_bar_and_every_module_counts() throws IOException {
        String broken = OURS.replace("8}", "9}");
        write("a.json", "{\"modules-left\": [\"custom/ai\"], \"custom/ai\": " + OURS + "}");
        write("b.json", "[{}, {\"modules-left\": [\"x\", \"y\"], \"x\": " + OURS + ", \"y\": " + broken + "}]");
        write("c.json", "{\"modules-left\": [\"clock\"]}");
        List<String> a = List.of("-c", dir + "/a.json");

        assertOk(check(List.of(a, List.of("--config=" + dir + "/a.json"))), "custom/ai");
        assertFails(check(List.of(a, List.of("-c", dir + "/b.json"))), "\"y\" in " + dir + "/b.json has \"signal\": 9");
        assertWarns(check(List.of(a, List.of("-c", dir + "/c.json"))), dir + "/c.json does not contain our module");
    }

    @Test
    void another_module_on_the_signal_is_reported_with_a_free_number() throws IOException {
        String others = "\"custom/updates\": {\"exec\": \"checkupdates\", \"signal\": 8}, \"x\": {\"signal\": 1}";

        assertWarns(
                check("{\"modules-left\": [\"custom/ai\", \"custom/updates\"], \"custom/ai\": " + OURS + ", " + others
                        + "}"),
                "\"custom/updates\" in ",
                "also runs on signal 8",
                "use signal 2");
        assertOk(check("{\"modules-left\": [\"custom/ai\"], \"custom/ai\": " + OURS + ", " + others + "}"), "signal 8");
    }

    @Test
    void a_configuration_that_waybar_cannot_read_is_a_failure() throws IOException {
        assertFails(check("{\n  \"a\": ]\n}"), "not valid JSON at 2:");
        assertFails(check("{\"modules-left\": [\"clock\", // \"custom/claude\"\n]}"), "a comment is not allowed here");
    }
}
