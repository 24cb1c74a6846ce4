package dev.llmbridge.setup.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the links of a file system lead to. */
interface SymbolicLinks {
    /** The file that {@code path} leads to, links followed; empty unless it is there and can be executed. */
    Optional<Path> target(Path path);

    /** Those of this machine. */
    static SymbolicLinks ofThisMachine() {
        return path -> {
            try {
                Path target = path.toRealPath();
                return Files.isRegularFile(target) && Files.isExecutable(target)
                        ? Optional.of(target)
                        : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            }
        };
    }
}
