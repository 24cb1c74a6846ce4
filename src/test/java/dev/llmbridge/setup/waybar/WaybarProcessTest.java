package dev.llmbridge.setup.waybar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.FakeProc;
import dev.llmbridge.waybar.WaybarFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order and the forms of options were tried with Waybar 0.9.17. */
class WaybarProcessTest {
    private static final int UID = 1000;

    @TempDir
    Path dir;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void setHome() {
        variables.put("HOME", dir.toString());
    }

    private WaybarProcess process(String... arguments) {
        return new WaybarProcess(
                OptionalInt.empty(), List.of(arguments), variables, dir.resolve("cwd"), dir.resolve("system"));
    }

    private Path create(String name) throws IOException {
        Files.createDirectories(dir.resolve(name).getParent());
        return Files.writeString(dir.resolve(name), "{}");
    }

    @Test
    void the_first_directory_with_a_configuration_counts() throws IOException {
        assertThat(process().configuration()).isEmpty();
        Path resources = create("cwd/resources/config");
        assertThat(process().configuration()).contains(dir.resolve("cwd/./resources/config"));
        assertThat(resources).exists();
        Path system = create("system/config");
        assertThat(process().configuration()).contains(system);
        Path home = create("waybar/config");
        assertThat(process().configuration()).contains(home);
        Path jsonc = create(".config/waybar/config.jsonc");
        assertThat(process().configuration()).contains(jsonc);
        Path config = create(".config/waybar/config");
        assertThat(process().configuration()).contains(config);
        variables.put("XDG_CONFIG_HOME", dir + "/xdg");
        Path xdg = create("xdg/waybar/config.jsonc");
        assertThat(process().configuration()).contains(xdg);
        variables.put("WAYBAR_CONFIG_DIR", dir + "/own");
        Path own = create("own/config.jsonc");
        assertThat(process().configuration()).contains(own);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-c %s", "-c=%s", "-c:%s", "--config %s", "--config=%s", "--config:%s", "-l info -b x -c %s"})
    void the_command_line_names_the_configuration(String options) throws IOException {
        create(".config/waybar/config");
        Path named = create("named");

        assertThat(process(options.formatted(named).split(" ")).configuration()).contains(named);
        assertThat(process(options.formatted("rel").split(" ")).configuration()).contains(dir.resolve("cwd/rel"));
    }

    @Test
    void a_scheme_of_the_desktop_may_have_a_style_sheet_of_its_own() throws IOException {
        Path system = create("system/style.css");
        assertThat(process().styleSheets()).containsExactly(system);
        Path own = create(".config/waybar/style.css");
        assertThat(process().styleSheets()).containsExactly(own);
        Path dark = create(".config/waybar/style-dark.css");
        assertThat(process().styleSheets()).containsExactly(own, dark);
        assertThat(process("--style", "/a.css").styleSheets()).containsExactly(Path.of("/a.css"));
    }

    @Test
    void a_file_of_the_distribution_is_replaced_where_waybar_looks_first() {
        Path system = dir.resolve("system/style.css");
        assertThat(process().replacementOf(system)).contains(dir.resolve(".config/waybar/style.css"));
        variables.put("XDG_CONFIG_HOME", dir + "/xdg");
        assertThat(process().replacementOf(system)).contains(dir.resolve("xdg/waybar/style.css"));
        variables.put("WAYBAR_CONFIG_DIR", dir + "/own");
        assertThat(process().replacementOf(system)).contains(dir.resolve("own/style.css"));
        assertThat(process("-s", system.toString()).replacementOf(system)).isEmpty();
        assertThat(process().replacementOf(dir.resolve("own/style.css"))).isEmpty();
    }

    @Test
    void a_running_bar_is_described_by_its_own_process() throws IOException {
        FakeProc proc = new FakeProc(dir.resolve("proc"));
        proc.put(7, "waybar", UID, 100, 0);
        proc.write(7, "cmdline", "waybar\0-c\0my config\0");
        proc.write(7, "environ", "HOME=/home/other\0");
        Files.createSymbolicLink(dir.resolve("proc/7/cwd"), dir);
        proc.put(8, ".waybar-wrapped", UID, 100, 0);
        proc.put(9, "waybar", UID + 1, 100, 0);
        Environment environment = new Environment(variables, UID);

        List<WaybarProcess> all = WaybarProcess.all(new WaybarFinder(proc.fs(), UID), proc.fs(), environment);

        assertThat(all)
                .containsExactlyInAnyOrder(
                        new WaybarProcess(
                                OptionalInt.of(7),
                                List.of("-c", "my config"),
                                Map.of("HOME", "/home/other"),
                                dir,
                                WaybarProcess.SYSTEM_DIRECTORY),
                        new WaybarProcess(
                                OptionalInt.of(8), List.of(), variables, dir, WaybarProcess.SYSTEM_DIRECTORY));
    }

    @Test
    void without_a_running_bar_the_next_one_counts() throws IOException {
        Files.createDirectory(dir.resolve("proc"));
        FakeProc proc = new FakeProc(dir.resolve("proc"));
        Environment environment = new Environment(variables, UID);

        assertThat(WaybarProcess.all(new WaybarFinder(proc.fs(), UID), proc.fs(), environment))
                .containsExactly(WaybarProcess.notRunning(environment));
    }
}
