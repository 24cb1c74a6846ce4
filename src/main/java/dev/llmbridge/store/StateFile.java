package dev.llmbridge.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The state file that the bar reads: one line of JSON, replaced atomically. */
public final class StateFile {
    private final Path file;

    public StateFile(Path file) {
        this.file = file;
    }

    /**
     * Replaces the line atomically; the file's mode is 0600.
     *
     * @param json one line without the line terminator
     * @throws IOException if the folder is missing or cannot be written
     */
    public void write(String json) throws IOException {
        new AtomicFile(file).write((json + '\n').getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the last written line; empty if the file is missing or unreadable. */
    public Optional<String> read() {
        try {
            Optional<byte[]> bytes = new AtomicFile(file).read();
            return bytes.isPresent()
                    ? Optional.of(new String(bytes.get(), StandardCharsets.UTF_8).strip())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Removes temporary files left by killed writers of this file. Call it only if no other process is writing the
     * file.
     *
     * @throws IOException if the folder is missing or cannot be written
     */
    public void removeLeftovers() throws IOException {
        new AtomicFile(file).removeLeftovers();
    }
}
