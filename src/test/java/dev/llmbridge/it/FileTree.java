package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies and deletes directories with their contents. */
final class FileTree {
    private static final int MAX_ROUNDS = 10;

    private FileTree() {}

    static Path copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            Files.createDirectories(to.getParent());
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Deletes a directory, if it exists, that other processes may still be writing to. Files that disappear in the meantime are
     * ignored; if new files appear, the deletion is repeated.
     */
    static void delete(Path root) {
        for (int round = 1; !tryDelete(root); round++) {
            assertThat(round)
                    .as("attempts to delete %s, to which another process still writes", root)
                    .isLessThan(MAX_ROUNDS);
        }
    }

    private static boolean tryDelete(Path root) {
        for (Path file : Files.exists(root) ? deepestFirst(root) : List.<Path>of()) {
            try {
                Files.deleteIfExists(file);
            } catch (DirectoryNotEmptyException e) {
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return true;
    }

    private static List<Path> deepestFirst(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
