package dev.llmbridge.setup.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file to be, and all that is to stand in it. */
public record UnitFile(Path path, String content) {
    boolean isInPlace() throws IOException {
        return Files.exists(path) && Arrays.equals(Files.readAllBytes(path), content.getBytes(StandardCharsets.UTF_8));
    }
}
