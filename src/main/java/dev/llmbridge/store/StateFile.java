package dev.llmbridge.store;

import dev.llmbridge.posix.OpenDirectory;
import dev.llmbridge.posix.TrustedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** The state file that the bar reads: one line of JSON, replaced atomically. */
public final class StateFile {
    /** How the line begins: its first field is the text. */
    public static final String BEGIN = "{\"text\":\"";

    /** The last character of the line. */
    public static final char END = '}';

    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private final Path file;
    private final TrustedFiles files;
    private final Consumer<Path> beforeReplacement;

    /** @param files opens the file and its directory */
    public StateFile(Path file, TrustedFiles files) {
        this(file, files, _ -> {});
    }

    /**
     * @param files opens the file and its directory
     * @param beforeReplacement receives each complete temporary file before it is renamed to this one
     */
    public StateFile(Path file, TrustedFiles files, Consumer<Path> beforeReplacement) {
        this.file = file;
        this.files = files;
        this.beforeReplacement = beforeReplacement;
    }

    /**
     * Replaces the line atomically; the file's mode is 0600.
     *
     * @param json one line without the line terminator
     * @throws IOException if the directory is missing or cannot be written
     */
    public void write(String json) throws IOException {
        try (OpenDirectory directory = files.openDirectory(directory())) {
            byte[] line = (json + '\n').getBytes(StandardCharsets.UTF_8);
            new AtomicFile(directory, name())
                    .write(line, temp -> beforeReplacement.accept(directory().resolve(temp)));
        }
    }

    boolean exists() {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Returns the last written line; empty if the file is missing or unreadable, belongs to a user who is not trusted,
     * or contains something else.
     */
    public Optional<String> read() {
        try {
            return files.read(file, MAX_BYTES)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
                    .filter(StateFile::isState);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** In a JSON object on one line, braces may occur in strings, but no line feed. */
    private static boolean isState(String line) {
        return line.startsWith(BEGIN) && line.charAt(line.length() - 1) == END && line.indexOf('\n') < 0;
    }

    /**
     * Removes temporary files left by killed writers of this file. Call it only if no other process is writing the
     * file.
     *
     * @throws IOException if the directory is missing or cannot be written
     */
    public void removeLeftovers() throws IOException {
        AtomicFile.removeLeftovers(directory(), name());
    }

    private Path directory() {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    private String name() {
        return file.getFileName().toString();
    }
}
