package dev.llmbridge.nix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.nix.Nix.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlakeTest {
    private static final int WIDTH = 120;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("files")
    void every_file_is_valid_nix(Path file) throws Exception {
        Result result = Nix.in(directory).run("nix-instantiate", "--parse", file.toString());

        assertThat(result.exit()).as(result.errors()).isZero();
    }

    /** Checks some of the formatter's rules, because the formatter itself exists only in nixpkgs. */
    @ParameterizedTest
    @MethodSource("files")
    void every_file_is_formatted(Path file) throws IOException {
        String text = Files.readString(file);

        assertThat(text).endsWith("\n").doesNotEndWith("\n\n").doesNotContain("\t", "\r", "\n\n\n");
        assertThat(text.lines())
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(WIDTH).doesNotEndWith(" "))
                .allSatisfy(
                        line -> assertThat(line.length() - line.stripLeading().length())
                                .as("indentation of: %s", line)
                                .isEven());
    }

    @Test
    void the_flake_provides_the_package_the_programs_and_the_module() throws Exception {
        Result result = onTheFlake("nix", "flake", "show", "--json");

        assertThat(result.exit()).as(result.errors()).isZero();
        JsonNode shown = new ObjectMapper().readTree(result.output());
        for (String system : List.of("x86_64-linux", "aarch64-linux")) {
            assertThat(names(shown.at("/packages/" + system)))
                    .containsExactlyInAnyOrder("default", "waybar-llm-bridge");
            assertThat(names(shown.at("/apps/" + system))).containsExactlyInAnyOrder("default", "bridge", "demo");
            assertThat(names(shown.at("/checks/" + system)))
                    .containsExactlyInAnyOrder("package", "home-manager-module");
            assertThat(names(shown.at("/devShells/" + system))).containsExactly("default");
        }
        assertThat(shown.at("/packages/x86_64-linux/default/name").asText())
                .isEqualTo("waybar-llm-bridge-" + version());
        assertThat(names(shown.path("homeManagerModules"))).isEmpty();
        assertThat(names(shown)).contains("homeManagerModules", "homeModules", "overlays", "formatter", "lib");
    }

    @Test
    void the_flakes_own_checks_succeed() throws Exception {
        Result result = onTheFlake("nix", "flake", "check", "--no-build");

        assertThat(result.exit()).as(result.errors()).isZero();
    }

    @Test
    void the_module_needs_only_enable() throws Exception {
        Result result = onTheFlake(
                "nix",
                "eval",
                "--json",
                "--apply",
                """
                module:
                let
                  nixpkgs = builtins.getFlake "path:%s";
                  config = (nixpkgs.lib.evalModules {
                    modules = [
                      module
                      (%s + "/nix/checks/home-manager.nix")
                      {
                        _module.args.pkgs = nixpkgs.legacyPackages.x86_64-linux;
                        services.llm-bridge.enable = true;
                      }
                    ];
                  }).config;
                in
                {
                  installed = map (package: package.name) config.home.packages;
                  start = config.systemd.user.services.llm-bridge.Service.ExecStart;
                  program = (builtins.head config.home.packages) + "/bin/waybar-llm-bridge";
                }
                """.formatted(Nix.nixpkgs(), Path.of("").toAbsolutePath()),
                "--impure");

        assertThat(result.exit()).as(result.errors()).isZero();
        JsonNode config = new ObjectMapper().readTree(result.output());
        assertThat(config.at("/installed/0").asText()).isEqualTo("waybar-llm-bridge-" + version());
        assertThat(config.path("start").asText())
                .isEqualTo(config.path("program").asText() + " daemon");
    }

    /** Runs Nix on a copy of the flake's sources, as in a fresh checkout. */
    private Result onTheFlake(String... command) throws Exception {
        Nix nix = Nix.in(directory);
        Path flake = directory.resolve("flake");
        for (String part :
                List.of("flake.nix", "LICENSE", "nix", "pom.xml", "src/main", "src/test/java/dev/llmbridge/cli")) {
            copy(Path.of(part), flake.resolve(part));
        }
        List<String> line = new ArrayList<>(List.of(command));
        String attribute = command[1].equals("eval") ? "#homeManagerModules.default" : "";
        line.addAll(List.of(
                "path:" + flake + attribute,
                "--override-input",
                "nixpkgs",
                "path:" + Nix.nixpkgs(),
                "--no-write-lock-file",
                "--offline"));
        return nix.run(line);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        names.remove("type");
        return names;
    }

    private static String version() throws IOException {
        return Files.readAllLines(Path.of("pom.xml")).stream()
                .filter(line -> line.startsWith("  <version>"))
                .map(line -> line.replaceAll("<[^>]*>", "").strip())
                .findFirst()
                .orElseThrow();
    }

    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(List.of(Path.of("flake.nix")));
        for (Path directory : List.of(Path.of("nix"), Nix.nixpkgs())) {
            try (Stream<Path> found = Files.walk(directory)) {
                found.filter(file -> file.toString().endsWith(".nix")).sorted().forEach(files::add);
            }
        }
        return files;
    }
}
