package dev.llmbridge.doctor;

import dev.llmbridge.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the file of a program that a settings file names, as a shell would. */
record ProgramFinder(Environment environment) {
    private static final String JAR = ".jar";

    /** Returns the file that would be run, with links resolved; empty if there is no such executable. */
    Optional<Path> find(String name) {
        String path = expanded(name);
        return path.contains("/") ? runnable(path) : inPath(path).stream().findFirst();
    }

    /** Returns every program of that name in {@code $PATH}, in order, with links resolved. */
    List<Path> inPath(String name) {
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
        if (name.startsWith("~/")) {
            return home + name.substring(1);
        }
        return name.replace("${HOME}", home).replace("$HOME", home);
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
