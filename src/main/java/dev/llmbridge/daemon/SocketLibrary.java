package dev.llmbridge.daemon;

import dev.llmbridge.posix.IoErrorMessage;
import dev.llmbridge.posix.LinuxAbi;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * A new directory (0700) into which the socket library extracts its native code. It is needed only until the code is
 * loaded, and it is never a directory that existed before: anyone who can write to that directory can run code in the
 * daemon.
 */
final class SocketLibrary implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SocketLibrary.class);
    private static final String DIRECTORY_PROPERTY = "org.newsclub.net.unix.library.tmpdir";
    private static final String PREFIX = ".library-";

    /** More than the library's size. */
    private static final int NEEDED_SPACE = 128 * 1024;

    private static final int STICKY = 01000;

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path directory;

    private SocketLibrary(Path directory) {
        this.directory = directory;
    }

    /**
     * Creates the directory in the first of {@code parents} from which code can be loaded, and makes the library use
     * it.
     *
     * @throws DaemonException if each of them is missing, full, read-only, noexec or open to other users
     */
    static SocketLibrary in(Path... parents) throws DaemonException {
        List<String> failures = new ArrayList<>();
        for (Path parent : parents) {
            try {
                return create(parent);
            } catch (IOException e) {
                failures.add(IoErrorMessage.withFile(e));
            }
        }
        throw new DaemonException(
                "the socket library cannot be extracted anywhere (" + String.join("; ", failures) + ")");
    }

    private static SocketLibrary create(Path parent) throws IOException {
        int mode = (int) Files.getAttribute(parent, "unix:mode");
        if ((mode & LinuxAbi.OTHERS_CAN_WRITE) != 0 && (mode & STICKY) == 0) {
            throw new FileSystemException(parent.toString(), null, "other users can replace its files");
        }
        SocketLibrary library = new SocketLibrary(Files.createTempDirectory(parent, PREFIX, OWNER_ONLY));
        try {
            library.requireUsableForCode(parent);
        } catch (IOException e) {
            library.close();
            throw e;
        }
        System.setProperty(DIRECTORY_PROPERTY, library.directory.toString());
        return library;
    }

    /**
     * Does not find out by loading the library: if its static initialiser fails once, it cannot be loaded again.
     */
    private void requireUsableForCode(Path parent) throws IOException {
        Path probe = Files.createFile(directory.resolve("probe"), OWNER_ONLY);
        Files.write(probe, new byte[NEEDED_SPACE]);
        // access(2) takes the mount options into account.
        if (!Files.isExecutable(probe)) {
            throw new FileSystemException(parent.toString(), null, "mounted noexec");
        }
        Files.delete(probe);
    }

    /** Removes the directories of daemons that were killed before they could do so. */
    static void removeLeftovers(Path parent) throws IOException {
        for (Path leftover : entries(parent, PREFIX + "*")) {
            remove(leftover);
        }
    }

    @Override
    public void close() {
        try {
            remove(directory);
        } catch (IOException e) {
            LOG.debugf("cannot remove %s: %s", directory, e.getMessage());
        }
    }

    private static void remove(Path directory) throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            for (Path file : entries(directory, "*")) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }

    private static List<Path> entries(Path directory, String glob) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
            List<Path> found = new ArrayList<>();
            entries.forEach(found::add);
            return found;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
