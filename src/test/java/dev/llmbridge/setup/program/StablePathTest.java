package dev.llmbridge.setup.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.Environment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StablePathTest {
    private static final String STORE = "/nix/store/abc-waybar-llm-bridge-0.2.0/bin/waybar-llm-bridge";

    private final Map<String, String> variables = new HashMap<>(Map.of("HOME", "/home/ada", "USER", "ada"));
    private final Map<Path, Path> files = new HashMap<>();

    @Test
    void an_entry_of_the_path_that_leads_to_the_executable_is_taken() {
        path("/usr/bin", "/home/ada/bin");
        link("/home/ada/bin/waybar-llm-bridge", "/opt/bridge-0.2.0/waybar-llm-bridge");

        assertThat(lasting("/opt/bridge-0.2.0/waybar-llm-bridge")).isEqualTo(lasts("/home/ada/bin/waybar-llm-bridge"));
    }

    @Test
    void an_executable_that_lies_in_the_path_itself_is_its_own_entry() {
        path("/home/ada/.local/bin");
        file("/home/ada/.local/bin/waybar-llm-bridge");

        assertThat(lasting("/home/ada/.local/bin/waybar-llm-bridge"))
                .isEqualTo(lasts("/home/ada/.local/bin/waybar-llm-bridge"));
    }

    @Test
    void the_first_of_several_entries_is_taken() {
        path("/first", "/second");
        link("/first/waybar-llm-bridge", "/opt/b");
        link("/second/waybar-llm-bridge", "/opt/b");

        assertThat(lasting("/opt/b")).isEqualTo(lasts("/first/waybar-llm-bridge"));
    }

    @Test
    void an_entry_that_leads_to_another_version_is_not_ours() {
        path("/usr/bin");
        file("/usr/bin/waybar-llm-bridge");

        StableCommand lasting = lasting("/opt/bridge/waybar-llm-bridge");

        assertThat(lasting.command().words()).containsExactly("/opt/bridge/waybar-llm-bridge");
        assertThat(lasting.warning()).hasValueSatisfying(warning -> assertThat(warning)
                .isEqualTo("nothing in PATH leads to /opt/bridge/waybar-llm-bridge: it must stay where it is"));
    }

    @Test
    void an_executable_of_another_name_is_found_under_its_own() {
        path("/home/ada/bin");
        link("/home/ada/bin/bridge", "/opt/bridge");

        assertThat(lasting("/opt/bridge")).isEqualTo(lasts("/home/ada/bin/bridge"));
    }

    @Test
    void the_store_of_nix_is_never_named_where_a_profile_leads_there() {
        path("/nix/store/abc-waybar-llm-bridge-0.2.0/bin");
        file(STORE);
        for (String profile : List.of(
                "/home/ada/.nix-profile/bin",
                "/home/ada/.local/state/nix/profile/bin",
                "/etc/profiles/per-user/ada/bin",
                "/run/current-system/sw/bin")) {
            files.keySet().removeIf(path -> !path.startsWith("/nix"));
            link(profile + "/waybar-llm-bridge", STORE);

            assertThat(lasting(STORE)).isEqualTo(lasts(profile + "/waybar-llm-bridge"));
        }
    }

    @Test
    void what_a_wrapper_of_nix_starts_is_found_by_the_wrapper() {
        String wrapped = "/nix/store/abc-waybar-llm-bridge-0.2.0/bin/.waybar-llm-bridge-wrapped";
        path("/run/current-system/sw/bin");
        link("/run/current-system/sw/bin/waybar-llm-bridge", STORE);

        assertThat(lasting(wrapped)).isEqualTo(lasts("/run/current-system/sw/bin/waybar-llm-bridge"));
    }

    @Test
    void a_store_path_without_a_profile_comes_with_a_warning() {
        path("/nix/store/abc-waybar-llm-bridge-0.2.0/bin");
        file(STORE);

        StableCommand lasting = lasting(STORE);

        assertThat(lasting.command().words()).containsExactly(STORE);
        assertThat(lasting.warning().orElseThrow())
                .isEqualTo(STORE + " is gone after an upgrade, and nothing in PATH or a profile leads to it:"
                        + " install it in one");
    }

    @Test
    void a_build_folder_does_not_last_though_it_be_in_the_path() {
        path("/home/ada/src/bridge/target");
        file("/home/ada/src/bridge/target/waybar-llm-bridge");

        StableCommand lasting = lasting("/home/ada/src/bridge/target/waybar-llm-bridge");

        assertThat(lasting.warning().orElseThrow())
                .isEqualTo("/home/ada/src/bridge/target/waybar-llm-bridge is in a build folder:"
                        + " copy it to ~/.local/bin and call it there");
    }

    @Test
    void a_link_to_a_build_folder_is_as_good_as_any() {
        path("/home/ada/bin");
        link("/home/ada/bin/waybar-llm-bridge", "/home/ada/src/bridge/target/waybar-llm-bridge");

        assertThat(lasting("/home/ada/src/bridge/target/waybar-llm-bridge"))
                .isEqualTo(lasts("/home/ada/bin/waybar-llm-bridge"));
    }

    @Test
    void a_terminal_whose_path_lacks_the_folder_finds_it_all_the_same() {
        path("/usr/bin");
        file("/home/ada/.local/bin/waybar-llm-bridge");

        assertThat(lasting("/home/ada/.local/bin/waybar-llm-bridge"))
                .isEqualTo(lasts("/home/ada/.local/bin/waybar-llm-bridge"));
    }

    @Test
    void entries_that_depend_on_the_current_folder_are_passed_over() {
        path("", ".", "bin", "~/bin", "bad\0path", "/good/../good/");
        link("bin/waybar-llm-bridge", "/opt/b");
        link("/good/waybar-llm-bridge", "/opt/b");

        assertThat(lasting("/opt/b")).isEqualTo(lasts("/good/waybar-llm-bridge"));
    }

    @Test
    void an_empty_environment_is_no_hindrance() {
        variables.clear();

        assertThat(lasting("/opt/b").command().words()).containsExactly("/opt/b");
    }

    @Test
    void on_the_JVM_the_call_of_the_jar_is_what_there_is() {
        ProgramCommand jvm = new ProgramCommand(List.of("/usr/bin/java", "-jar", "/opt/b/quarkus-run.jar"));

        StableCommand lasting = stablePath().of(jvm);

        assertThat(lasting.command()).isEqualTo(jvm);
        assertThat(lasting.warning().orElseThrow())
                .isEqualTo(
                        "each call starts a Java VM from /opt/b/quarkus-run.jar: install the native executable instead");
    }

    private StableCommand lasting(String executable) {
        return stablePath().of(new ProgramCommand(List.of(executable)));
    }

    private StablePath stablePath() {
        return new StablePath(new Environment(variables, 1000), path -> Optional.ofNullable(files.get(path)));
    }

    private static StableCommand lasts(String path) {
        return new StableCommand(new ProgramCommand(List.of(path)), Optional.empty());
    }

    private void path(String... folders) {
        variables.put("PATH", String.join(":", folders));
    }

    private void file(String path) {
        link(path, path);
    }

    private void link(String path, String target) {
        files.put(Path.of(path), Path.of(target));
    }
}
