package dev.llmbridge.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.posix.TrustedFiles;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reports the version of Claude Code, as given in its session files. */
record ClientVersionCheck(List<Path> directories, TrustedFiles files) {
    private static final int MAX_BYTES = 64 * 1024;

    Finding run() {
        Set<String> versions = new TreeSet<>();
        for (Path directory : directories) {
            collect(directory, versions);
        }
        return versions.isEmpty()
                ? new Finding.Ok("no running session reports its version")
                : new Finding.Ok("version " + String.join(" and ", versions));
    }

    private void collect(Path directory, Set<String> versions) {
        // Other files in this directory hold secrets.
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*.json")) {
            for (Path file : entries) {
                String version = version(file);
                if (!version.isEmpty()) {
                    versions.add(version);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // The version is only informational.
        }
    }

    /** Returns the version that a file names; empty if it names none or cannot be read. */
    private String version(Path file) {
        try {
            Optional<byte[]> json = files.read(file, MAX_BYTES);
            return json.isPresent()
                    ? new ObjectMapper().readTree(json.get()).path("version").asText()
                    : "";
        } catch (IOException e) {
            return "";
        }
    }
}
