package dev.llmbridge.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reports the version of Claude Code, as given in its session files. */
record ClientVersionCheck(List<Path> folders) {
    private static final long MAX_BYTES = 64 * 1024;

    Finding run() {
        Set<String> versions = new TreeSet<>();
        for (Path folder : folders) {
            collect(folder, versions);
        }
        return versions.isEmpty()
                ? new Finding.Ok("no running session reports its version")
                : new Finding.Ok("version " + String.join(" and ", versions));
    }

    private static void collect(Path folder, Set<String> versions) {
        try (Stream<Path> files = Files.list(folder)) {
            // Other files in this folder hold secrets.
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
                    String version = new ObjectMapper()
                            .readTree(Files.readAllBytes(file))
                            .path("version")
                            .asText();
                    if (!version.isEmpty()) {
                        versions.add(version);
                    }
                }
            }
        } catch (IOException e) {
            // The version is only informational.
        }
    }
}
