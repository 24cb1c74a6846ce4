package dev.llmbridge.setup.program;

import dev.llmbridge.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the file of a program that a settings file names, as a shell would. */
public record ProgramFinder(Environment environment) {
    private static final String JAR = ".jar";

    /** Returns the file that a shell would run, with links resolved; empty if there is no such executable. */
    public Optional<Path> find(String name) {
        return findExactly(expanded(name));
    }

    /** Returns the file that would be run without a shell, which would expand ~ and $HOME. */
    public Optional<Path> findExactly(String name) {
        return name.contains("/") ? runnable(name) : inPath(name).stream().findFirst();
    }

    /** Returns every program of that name in {@code $PATH}, in order, with links resolved. */
    public List<Path> inPath(String name) {
        List<Path> found = new ArrayList<>();
        for (String directory : environment.get("PATH").orElse("").split(":", -1)) {
            if (!directory.isEmpty()) {
                runnable(directory + "/" + name)
                        .filter(path -> !found.contains(path))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private String expanded(String name) {
        String home = environment.get("HOME").orElse("~");
        for (String start : List.of("~/", "$HOME/", "${HOME}/")) {
            if (name.startsWith(start)) {
                return home + name.substring(start.length() - 1);
            }
        }
        return name;
    }

    private static Optional<Path> runnable(String name) {
        try {
            Path target = Path.of(name).toRealPath();
            boolean runs = Files.isRegularFile(target) && (name.endsWith(JAR) || Files.isExecutable(target));
            return runs ? Optional.of(target) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
