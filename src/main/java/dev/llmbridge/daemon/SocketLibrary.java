package dev.llmbridge.daemon;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * A new folder (0700) into which the socket library extracts its native code. It is needed only until the code is
 * loaded, and it is never a folder that existed before: whoever can write to that folder can run code in the daemon.
 */
final class SocketLibrary implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SocketLibrary.class);
    private static final String FOLDER_PROPERTY = "org.newsclub.net.unix.library.tmpdir";
    private static final String PREFIX = ".library-";

    private final Path folder;

    private SocketLibrary(Path folder) {
        this.folder = folder;
    }

    /** Creates the folder in {@code parent} and makes the library use it. */
    static SocketLibrary in(Path parent) throws DaemonException {
        try {
            Path folder = Files.createTempDirectory(
                    parent, PREFIX, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            System.setProperty(FOLDER_PROPERTY, folder.toString());
            return new SocketLibrary(folder);
        } catch (IOException e) {
            throw new DaemonException("cannot create a folder in " + parent, e);
        }
    }

    /** Removes the folders of daemons that were killed before they could do so. */
    static void removeLeftovers(Path parent) throws IOException {
        for (Path leftover : entries(parent, PREFIX + "*")) {
            remove(leftover);
        }
    }

    @Override
    public void close() {
        try {
            remove(folder);
        } catch (IOException e) {
            LOG.debugf("cannot remove %s: %s", folder, e.getMessage());
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            for (Path file : entries(folder, "*")) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    private static List<Path> entries(Path folder, String glob) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            List<Path> found = new ArrayList<>();
            entries.forEach(found::add);
            return found;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
