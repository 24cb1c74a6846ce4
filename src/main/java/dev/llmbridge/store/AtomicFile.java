package dev.llmbridge.store;

import dev.llmbridge.posix.OpenFolder;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * A file that is replaced atomically: readers see either the old or the new content. The new content is written to a
 * temporary file in the same folder and renamed. There is no fsync, because the runtime folder does not survive a
 * reboot.
 */
final class AtomicFile {
    private static final String TEMP_PREFIX = ".llm-bridge-";
    private static final String TEMP_SUFFIX = ".tmp";

    private final OpenFolder folder;
    private final String name;

    AtomicFile(OpenFolder folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** Replaces the file; its mode is 0600. */
    void write(byte[] content) throws IOException {
        String temp = tempName();
        folder.create(temp, content);
        try {
            folder.rename(temp, name);
        } catch (IOException e) {
            folder.remove(temp);
            throw e;
        }
    }

    /** Removes temporary files left by killed writers of one file. No other process may be writing it. */
    static void removeLeftovers(Path folder, String name) throws IOException {
        String end = '-' + name + TEMP_SUFFIX;
        remove(folder, temp -> temp.startsWith(TEMP_PREFIX) && temp.endsWith(end));
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

    /** Names are unique: all processes share the monotonic clock, and a file that exists is not created again. */
    private String tempName() {
        return TEMP_PREFIX + System.nanoTime() + '-' + name + TEMP_SUFFIX;
    }
}
