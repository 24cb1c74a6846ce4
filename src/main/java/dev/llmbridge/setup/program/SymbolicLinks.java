package dev.llmbridge.setup.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Resolves links in a file system. */
interface SymbolicLinks {
    /** Returns the executable file at {@code path}, links resolved; empty if there is none. */
    Optional<Path> resolve(Path path);

    /** Uses the file system of this machine. */
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
