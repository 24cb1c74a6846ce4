package dev.llmbridge.setup.program;

import dev.llmbridge.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds a path to this program that survives an upgrade: a file or link that resolves to the executable, in a directory
 * of {@code $PATH} or in a profile. The executable's own path may contain a version.
 */
final class StablePath {
    private static final String NAME = "waybar-llm-bridge";
    private static final Path STORE = Path.of("/nix/store");

    /** Directories for links that package managers maintain and for programs that users install by hand. */
    private static final List<String> SYSTEM_DIRECTORIES =
            List.of("/run/current-system/sw/bin", "/usr/local/bin", "/usr/bin");

    /**
     * Such directories in the user's home; a terminal's PATH may lack directories that the desktop session's PATH
     * contains.
     */
    private static final List<String> HOME_DIRECTORIES =
            List.of(".nix-profile/bin", ".local/state/nix/profile/bin", ".local/bin", "bin");

    private final Environment environment;
    private final Function<Path, Optional<Path>> resolver;

    /** @param resolver resolves links as {@link #resolve} does */
    StablePath(Environment environment, Function<Path, Optional<Path>> resolver) {
        this.environment = environment;
        this.resolver = resolver;
    }

    /** Returns the executable file at {@code path}, with links resolved; empty if there is none. */
    static Optional<Path> resolve(Path path) {
        try {
            Path target = path.toRealPath();
            return Files.isRegularFile(target) && Files.isExecutable(target) ? Optional.of(target) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns a stable command for the running program. */
    StableCommand of(ProgramCommand running) {
        if (!running.isNative()) {
            return new StableCommand(
                    running,
                    Optional.of("each invocation starts a Java VM from " + running.file()
                            + ": install the native executable instead"));
        }
        return entry(running.file())
                .map(entry -> new StableCommand(new ProgramCommand(List.of(entry.toString())), Optional.empty()))
                .orElseGet(() -> new StableCommand(running, Optional.of(warning(running.file()))));
    }

    private Optional<Path> entry(Path executable) {
        for (Path directory : directories()) {
            for (String name : names(executable)) {
                Path entry = directory.resolve(name);
                if (!mayDisappear(entry)
                        && resolver.apply(entry)
                                .filter(target -> isSame(target, executable))
                                .isPresent()) {
                    return Optional.of(entry);
                }
            }
        }
        return Optional.empty();
    }

    private Set<Path> directories() {
        Set<Path> directories = new LinkedHashSet<>();
        for (String directory : environment.get("PATH").orElse("").split(":", -1)) {
            absolute(directory).ifPresent(directories::add);
        }
        environment
                .get("USER")
                .flatMap(user -> absolute("/etc/profiles/per-user/" + user + "/bin"))
                .ifPresent(directories::add);
        for (String directory : HOME_DIRECTORIES) {
            environment
                    .get("HOME")
                    .flatMap(home -> absolute(home + "/" + directory))
                    .ifPresent(directories::add);
        }
        for (String directory : SYSTEM_DIRECTORIES) {
            directories.add(Path.of(directory));
        }
        return directories;
    }

    private static Optional<Path> absolute(String directory) {
        try {
            return Optional.of(Path.of(directory)).filter(Path::isAbsolute).map(Path::normalize);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Returns the names to look for; a link may have a different name from its target. */
    private static List<String> names(Path executable) {
        List<String> names = new ArrayList<>(List.of(NAME));
        String own = executable.getFileName().toString();
        if (!own.equals(NAME)) {
            names.add(own);
        }
        return names;
    }

    /** Also accepts a Nix wrapper, which has the program's name and runs {@code .NAME-wrapped} beside it. */
    private static boolean isSame(Path target, Path executable) {
        Path wrapped = target.resolveSibling("." + target.getFileName() + "-wrapped");
        return target.equals(executable) || wrapped.equals(executable);
    }

    private static String warning(Path executable) {
        if (executable.startsWith(STORE)) {
            return executable
                    + " is removed by an upgrade, and no link to it is in PATH or in a profile: install it in a profile";
        }
        if (isInBuildDirectory(executable)) {
            return executable + " is in a build directory: copy it to ~/.local/bin and run it from there";
        }
        return "no directory in PATH contains " + executable + " or a link to it: do not move it";
    }

    private static boolean mayDisappear(Path entry) {
        return entry.startsWith(STORE) || isInBuildDirectory(entry);
    }

    private static boolean isInBuildDirectory(Path file) {
        for (Path element : Objects.requireNonNull(file.getParent())) {
            if (element.toString().equals("target")) {
                return true;
            }
        }
        return false;
    }
}
