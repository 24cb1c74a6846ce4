package dev.llmbridge.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The C programs of {@code bench/}, compiled. */
record Tools(Path directory) {
    private static final List<String> NAMES = List.of("sender", "reader", "pages", "spawn", "flood", "latency");

    static Tools compile(Path sources, Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String name : NAMES) {
            String target = directory.resolve(name).toString();
            String source = sources.resolve(name + ".c").toString();
            var command = List.of("gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-o", target, source);
            // gcc finds its assembler and linker through PATH.
            var environment = Map.of("PATH", System.getenv("PATH"));
            Subprocess.outputOf(Subprocess.start(environment, command), "gcc " + source);
        }
        return new Tools(directory.toAbsolutePath());
    }

    static boolean canBeCompiled() {
        for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(directory, "gcc"))) {
                return true;
            }
        }
        return false;
    }

    String sender() {
        return path("sender");
    }

    String reader() {
        return path("reader");
    }

    String pages() {
        return path("pages");
    }

    String spawn() {
        return path("spawn");
    }

    String flood() {
        return path("flood");
    }

    String latency() {
        return path("latency");
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }
}
