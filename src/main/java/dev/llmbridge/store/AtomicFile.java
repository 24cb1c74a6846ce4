package dev.llmbridge.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A file that readers see whole, old or new: written under a name of its own beside it, then renamed over it. Not
 * synced: the runtime directory does not outlive the machine's power anyway.
 */
final class AtomicFile {
    /** Beyond this a file is none of ours, in bytes: four times what the bounds of all that is kept add up to. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final String TEMP_PREFIX = ".llm-bridge-";
    private static final String TEMP_SUFFIX = ".tmp";
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<StandardOpenOption> NEW_FILE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path file;

    AtomicFile(Path file) {
        this.file = file;
    }

    /** Replaces the file, mode 0600. */
    void write(byte[] content) throws IOException {
        Path temp = tempName();
        boolean renamed = false;
        try {
            writeNew(temp, content);
            Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE);
            renamed = true;
        } finally {
            if (!renamed) {
                Files.deleteIfExists(temp);
            }
        }
    }

    /** The file's bytes; empty where there is no regular file of a size that could be ours. */
    Optional<byte[]> read() throws IOException {
        try {
            boolean ours = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MAX_BYTES;
            return ours ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Removes what writers of this file have left that were killed. Only where nobody writes it now. */
    void removeLeftovers() throws IOException {
        String end = '-' + file.getFileName().toString() + TEMP_SUFFIX;
        remove(file.toAbsolutePath().getParent(), name -> name.startsWith(TEMP_PREFIX) && name.endsWith(end));
    }

    /** Removes what writers of any file in a folder have left that were killed. Only where nobody writes there now. */
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

    /** Two writers never share a name: the clock is the same for all processes, and an existing file is an error. */
    private Path tempName() {
        return file.resolveSibling(TEMP_PREFIX + System.nanoTime() + '-' + file.getFileName() + TEMP_SUFFIX);
    }

    private static void writeNew(Path temp, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(temp, NEW_FILE, OWNER_ONLY)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }
}
