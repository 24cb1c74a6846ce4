package dev.llmbridge.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A file that is replaced atomically: readers see either the old or the new content. The new content is written to a
 * temporary file in the same folder and renamed. There is no fsync, because the runtime folder does not survive a
 * reboot.
 */
final class AtomicFile {
    private static final String TEMP_PREFIX = ".llm-bridge-";
    private static final String TEMP_SUFFIX = ".tmp";
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;

    AtomicFile(Path file) {
        this.file = file;
    }

    /** Replaces the file; its mode is 0600. */
    void write(byte[] content) throws IOException {
        Path temp = tempName();
        // If this fails because the file exists, it is another writer's.
        Files.createFile(temp, OWNER_ONLY);
        boolean renamed = false;
        // Unlike a channel, a stream also writes if the thread is interrupted, as it is when the daemon stops.
        try (FileOutputStream stream = new FileOutputStream(temp.toFile())) {
            stream.write(content);
            Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE);
            renamed = true;
        } finally {
            if (!renamed) {
                Files.deleteIfExists(temp);
            }
        }
    }

    /** Removes temporary files left by killed writers of this file. No other process may be writing it. */
    void removeLeftovers() throws IOException {
        String end = '-' + file.getFileName().toString() + TEMP_SUFFIX;
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        remove(folder, name -> name.startsWith(TEMP_PREFIX) && name.endsWith(end));
    }

    /** Removes temporary files left by killed writers in a folder. No other process may be writing there. */
    static void removeLeftovers(Path folder) throws IOException {
        remove(folder, name -> name.startsWith(TEMP_PREFIX) && name.endsWith(TEMP_SUFFIX));
    }

    private static void remove(Path folder, Predicate<String> leftover) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(
                folder, path -> leftover.test(path.getFileName().toString()))) {
            for (Path path : leftovers) {
                Files.deleteIfExists(path);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Names are unique: all processes share the monotonic clock, and CREATE_NEW fails if the file exists. */
    private Path tempName() {
        return file.resolveSibling(TEMP_PREFIX + System.nanoTime() + '-' + file.getFileName() + TEMP_SUFFIX);
    }
}
