package dev.llmbridge.setup.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A unit file to write, with its complete content. */
public record UnitFile(Path path, String content) {
    boolean isUpToDate() throws IOException {
        return Files.exists(path) && Arrays.equals(Files.readAllBytes(path), content.getBytes(StandardCharsets.UTF_8));
    }
}
