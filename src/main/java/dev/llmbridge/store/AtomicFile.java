package dev.llmbridge.store;

import dev.llmbridge.posix.OpenDirectory;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A file that is replaced atomically: readers see either the old or the new content. The new content is written to a
 * temporary file in the same directory and renamed. There is no fsync, because the runtime directory does not survive a
 * reboot.
 */
final class AtomicFile {
    private static final String TEMP_PREFIX = ".llm-bridge-";
    private static final String TEMP_SUFFIX = ".tmp";

    private final OpenDirectory directory;
    private final String name;

    AtomicFile(OpenDirectory directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    /** Replaces the file; its mode is 0600. */
    void write(byte[] content) throws IOException {
        write(content, _ -> {});
    }

    /** Replaces the file, and before that passes on the name of the temporary file. */
    void write(byte[] content, Consumer<String> beforeRename) throws IOException {
        String temp = create(content);
        try {
            beforeRename.accept(temp);
            directory.rename(temp, name);
        } catch (IOException e) {
            directory.remove(temp);
            throw e;
        }
    }

    /** Creates a temporary file with this content and returns its name. */
    private String create(byte[] content) throws IOException {
        while (true) {
            String temp = tempName();
            try {
                directory.create(temp, content);
                return temp;
            } catch (FileAlreadyExistsException e) {
                // Another writer took the same name in the same nanosecond; the next name is a later one.
            }
        }
    }

    /** Removes temporary files left by killed writers of one file. No other process may be writing it. */
    static void removeLeftovers(Path directory, String name) throws IOException {
        String end = '-' + name + TEMP_SUFFIX;
        remove(directory, temp -> temp.startsWith(TEMP_PREFIX) && temp.endsWith(end));
    }

    /** Removes temporary files left by killed writers in a directory. No other process may be writing there. */
    static void removeLeftovers(Path directory) throws IOException {
        remove(directory, name -> name.startsWith(TEMP_PREFIX) && name.endsWith(TEMP_SUFFIX));
    }

    private static void remove(Path directory, Predicate<String> leftover) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(
                directory, path -> leftover.test(path.getFileName().toString()))) {
            for (Path path : leftovers) {
                Files.deleteIfExists(path);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Names hardly ever collide, because all processes share the monotonic clock. */
    private String tempName() {
        return TEMP_PREFIX + System.nanoTime() + '-' + name + TEMP_SUFFIX;
    }
}
