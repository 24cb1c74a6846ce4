package dev.llmbridge.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The file that holds what the bar shows: one line of JSON, never seen half written. */
public final class StateFile {
    private final Path file;

    public StateFile(Path file) {
        this.file = file;
    }

    /**
     * Replaces the line, atomically, mode 0600.
     *
     * @param json one line, without its end
     * @throws IOException where the folder is missing or cannot be written
     */
    public void write(String json) throws IOException {
        new AtomicFile(file).write((json + '\n').getBytes(StandardCharsets.UTF_8));
    }

    /** The line as written last; empty where there is none, or none that can be read. */
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
     * Removes what killed writers of this file have left beside it. Call it only where no other process writes the file.
     *
     * @throws IOException where the folder is missing or cannot be written
     */
    public void removeLeftovers() throws IOException {
        new AtomicFile(file).removeLeftovers();
    }
}
