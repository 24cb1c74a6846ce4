package dev.llmbridge.daemon;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The configuration file as this daemon knows it.
 *
 * @param file the file, which need not exist; empty if the environment does not tell where it is
 * @param modified when the file that was read last had been modified; empty if it did not exist
 * @param problems why the settings of that file are not in use, one line each; empty if they are
 */
record ConfigurationStatus(Optional<Path> file, Optional<Instant> modified, List<String> problems) {
    ConfigurationStatus {
        problems = List.copyOf(problems);
    }
}
