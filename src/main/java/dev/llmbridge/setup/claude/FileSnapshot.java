package dev.llmbridge.setup.claude;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The content and identity of a file at one moment. */
public final class FileSnapshot {
    private static final String IDENTITY = "unix:ino,ctime,size";

    private final byte[] content;
    private final Map<String, Object> identity;

    private FileSnapshot(byte[] content, Map<String, Object> identity) {
        this.content = content;
        this.identity = identity;
    }

    static FileSnapshot of(Path file) throws IOException {
        Map<String, Object> identity = Files.readAttributes(file, IDENTITY);
        return new FileSnapshot(Files.readAllBytes(file), identity);
    }

    /** Returns a copy of the content. */
    public byte[] content() {
        return content.clone();
    }

    /** Returns whether {@code file} is still the same file with the same content. */
    boolean isStill(Path file) throws IOException {
        return Files.exists(file)
                && Files.readAttributes(file, IDENTITY).equals(identity)
                && Arrays.equals(Files.readAllBytes(file), content);
    }
}
