package dev.llmbridge.setup.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StablePathTest {
    private static final String STORE = "/nix/store/abc-waybar-llm-bridge-0.2.0/bin/waybar-llm-bridge";

    private final Map<String, String> variables = new HashMap<>(Map.of("HOME", "/home/ada", "USER", "ada"));
    private final Map<Path, Path> files = new HashMap<>();

    @Test
    void an_entry_in_path_that_resolves_to_the_executable_is_used() {
        path("/usr/bin", "/home/ada/bin");
        link("/home/ada/bin/waybar-llm-bridge", "/opt/bridge-0.2.0/waybar-llm-bridge");

        assertThat(stable("/opt/bridge-0.2.0/waybar-llm-bridge"))
                .isEqualTo(withoutWarning("/home/ada/bin/waybar-llm-bridge"));
    }

    @Test
    void an_executable_that_is_itself_in_path_is_used() {
        path("/home/ada/.local/bin");
        file("/home/ada/.local/bin/waybar-llm-bridge");

        assertThat(stable("/home/ada/.local/bin/waybar-llm-bridge"))
                .isEqualTo(withoutWarning("/home/ada/.local/bin/waybar-llm-bridge"));
    }

    @Test
    void the_first_of_several_entries_is_used() {
        path("/first", "/second");
        link("/first/waybar-llm-bridge", "/opt/b");
        link("/second/waybar-llm-bridge", "/opt/b");

        assertThat(stable("/opt/b")).isEqualTo(withoutWarning("/first/waybar-llm-bridge"));
    }

    @Test
    void an_entry_that_resolves_to_another_version_is_ignored() {
        path("/usr/bin");
        file("/usr/bin/waybar-llm-bridge");

        StableCommand command = stable("/opt/bridge/waybar-llm-bridge");

        assertThat(command.command().words()).containsExactly("/opt/bridge/waybar-llm-bridge");
        assertThat(command.warning()).hasValueSatisfying(warning -> assertThat(warning)
                .isEqualTo(
                        "no directory in PATH contains /opt/bridge/waybar-llm-bridge or a link to it: do not move it"));
    }

    @Test
    void a_renamed_executable_is_found_under_its_own_name() {
        path("/home/ada/bin");
        link("/home/ada/bin/bridge", "/opt/bridge");

        assertThat(stable("/opt/bridge")).isEqualTo(withoutWarning("/home/ada/bin/bridge"));
    }

    @Test
    void a_profile_is_preferred_to_the_nix_store() {
        path("/nix/store/abc-waybar-llm-bridge-0.2.0/bin");
        file(STORE);
        for (String profile : List.of(
                "/home/ada/.nix-profile/bin",
                "/home/ada/.local/state/nix/profile/bin",
                "/etc/profiles/per-user/ada/bin",
                "/run/current-system/sw/bin")) {
            files.keySet().removeIf(path -> !path.startsWith("/nix"));
            link(profile + "/waybar-llm-bridge", STORE);

            assertThat(stable(STORE)).isEqualTo(withoutWarning(profile + "/waybar-llm-bridge"));
        }
    }

    @Test
    void a_program_behind_a_nix_wrapper_is_found_through_the_wrapper() {
        String wrapped = "/nix/store/abc-waybar-llm-bridge-0.2.0/bin/.waybar-llm-bridge-wrapped";
        path("/run/current-system/sw/bin");
        link("/run/current-system/sw/bin/waybar-llm-bridge", STORE);

        assertThat(stable(wrapped)).isEqualTo(withoutWarning("/run/current-system/sw/bin/waybar-llm-bridge"));
    }

    @Test
    void a_store_path_without_a_profile_gives_a_warning() {
        path("/nix/store/abc-waybar-llm-bridge-0.2.0/bin");
        file(STORE);

        StableCommand command = stable(STORE);

        assertThat(command.command().words()).containsExactly(STORE);
        assertThat(command.warning().orElseThrow())
                .isEqualTo(STORE + " is removed by an upgrade, and no link to it is in PATH or in a profile:"
                        + " install it in a profile");
    }

    @Test
    void a_build_directory_gives_a_warning_even_if_it_is_in_path() {
        path("/home/ada/src/bridge/target");
        file("/home/ada/src/bridge/target/waybar-llm-bridge");

        StableCommand command = stable("/home/ada/src/bridge/target/waybar-llm-bridge");

        assertThat(command.warning().orElseThrow())
                .isEqualTo("/home/ada/src/bridge/target/waybar-llm-bridge is in a build directory:"
                        + " copy it to ~/.local/bin and run it from there");
    }

    @Test
    void a_link_to_a_build_directory_is_accepted() {
        path("/home/ada/bin");
        link("/home/ada/bin/waybar-llm-bridge", "/home/ada/src/bridge/target/waybar-llm-bridge");

        assertThat(stable("/home/ada/src/bridge/target/waybar-llm-bridge"))
                .isEqualTo(withoutWarning("/home/ada/bin/waybar-llm-bridge"));
    }

    @Test
    void common_directories_are_searched_even_if_path_lacks_them() {
        path("/usr/bin");
        file("/home/ada/.local/bin/waybar-llm-bridge");

        assertThat(stable("/home/ada/.local/bin/waybar-llm-bridge"))
                .isEqualTo(withoutWarning("/home/ada/.local/bin/waybar-llm-bridge"));
    }

    @Test
    void relative_entries_in_path_are_ignored() {
        path("", ".", "bin", "~/bin", "bad\0path", "/good/../good/");
        link("bin/waybar-llm-bridge", "/opt/b");
        link("/good/waybar-llm-bridge", "/opt/b");

        assertThat(stable("/opt/b")).isEqualTo(withoutWarning("/good/waybar-llm-bridge"));
    }

    @Test
    void an_empty_environment_is_accepted() {
        variables.clear();

        assertThat(stable("/opt/b").command().words()).containsExactly("/opt/b");
    }

    @Test
    void on_the_jvm_the_command_of_the_jar_is_returned_with_a_warning() {
        ProgramCommand jvm = new ProgramCommand(List.of("/usr/bin/java", "-jar", "/opt/b/quarkus-run.jar"));

        StableCommand command = stablePath().of(jvm);

        assertThat(command.command()).isEqualTo(jvm);
        assertThat(command.warning().orElseThrow())
                .isEqualTo(
                        "each invocation starts a Java VM from /opt/b/quarkus-run.jar: install the native executable instead");
    }

    @Test
    void chains_of_links_are_resolved(@TempDir Path directory) throws IOException {
        Path program = program(directory, "program", "rwxr-xr-x");
        Path profile = Files.createSymbolicLink(directory.resolve("profile"), directory);
        Files.createSymbolicLink(directory.resolve("link"), Path.of("program"));

        assertThat(StablePath.resolve(profile.resolve("link"))).contains(program.toRealPath());
    }

    @Test
    void only_links_to_executable_files_are_resolved(@TempDir Path directory) throws IOException {
        program(directory, "text", "rw-r--r--");
        Files.createSymbolicLink(directory.resolve("dangling"), Path.of("nothing"));

        assertThat(StablePath.resolve(directory.resolve("text"))).isEmpty();
        assertThat(StablePath.resolve(directory.resolve("dangling"))).isEmpty();
        assertThat(StablePath.resolve(directory.resolve("missing"))).isEmpty();
        assertThat(StablePath.resolve(directory)).isEmpty();
    }

    private StableCommand stable(String executable) {
        return stablePath().of(new ProgramCommand(List.of(executable)));
    }

    private StablePath stablePath() {
        return new StablePath(new Environment(variables, 1000), path -> Optional.ofNullable(files.get(path)));
    }

    private static StableCommand withoutWarning(String path) {
        return new StableCommand(new ProgramCommand(List.of(path)), Optional.empty());
    }

    private void path(String... directories) {
        variables.put("PATH", String.join(":", directories));
    }

    private void file(String path) {
        link(path, path);
    }

    private void link(String path, String target) {
        files.put(Path.of(path), Path.of(target));
    }

    private static Path program(Path directory, String name, String mode) throws IOException {
        return Files.createFile(
                directory.resolve(name), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
    }
}
