package dev.llmbridge.nix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.it.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The installed Nix with a separate store, home and configuration, and without substituters. */
public final class Nix {
    /** The start of an expression: defines {@code lib} and {@code pkgs} of the fake nixpkgs. */
    public static final String WITH_NIXPKGS = """
            let
              lib = import %1$s/lib;
              pkgs = import %1$s/packages.nix { inherit lib; system = "x86_64-linux"; };
            in
            """.formatted(nixpkgs());

    private static final int TIMEOUT_SECONDS = 120;

    private final Path directory;

    private Nix(Path directory) {
        this.directory = directory;
    }

    /** Configures Nix in {@code directory}. Skips the test if Nix is not installed; with {@code CI=true}, fails it. */
    public static Nix in(Path directory) throws IOException {
        if (directories().stream().noneMatch(bin -> Files.isExecutable(bin.resolve("nix-instantiate")))) {
            Installed.skip("nix is not installed");
        }
        Files.writeString(directory.resolve("nix.conf"), """
                experimental-features = nix-command flakes
                build-users-group =
                substituters =
                flake-registry =
                """);
        return new Nix(directory);
    }

    static Path nixpkgs() {
        return Path.of("src/test/resources/nix/nixpkgs").toAbsolutePath();
    }

    /** Evaluates an expression completely; relative paths are relative to the project. */
    public JsonNode evaluate(String expression) throws IOException, InterruptedException {
        Result result = run("nix-instantiate", "--eval", "--strict", "--json", "--expr", expression);
        assertThat(result.exit()).as(result.errors()).isZero();
        return new ObjectMapper().readTree(result.output());
    }

    Result run(String... command) throws IOException, InterruptedException {
        return run(List.of(command));
    }

    Result run(List<String> command) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS))
                    .as("%s exits in time", command)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    private Map<String, String> environment() {
        return Map.of(
                "PATH", System.getenv("PATH"),
                "HOME", directory.resolve("home").toString(),
                "NIX_CONF_DIR", directory.toString(),
                "NIX_REMOTE", directory.resolve("store").toString());
    }

    private static List<Path> directories() {
        return Arrays.stream(System.getenv("PATH").split(":")).map(Path::of).toList();
    }

    /** The result of a command. */
    record Result(int exit, String output, String errors) {}
}
