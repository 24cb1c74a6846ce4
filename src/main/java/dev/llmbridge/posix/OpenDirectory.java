package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An open directory. Files are named relative to it, so what has been found out about the directory applies to all that
 * is done in it, even if somebody puts another one in its place.
 */
public final class OpenDirectory implements AutoCloseable {
    private final Libc libc;
    private final Path path;
    private final int descriptor;
    private final boolean isOnDisk;

    private OpenDirectory(Libc libc, Path path, int descriptor) {
        this.libc = libc;
        this.path = path;
        this.descriptor = descriptor;
        this.isOnDisk = !libc.isOnTmpfs(descriptor);
    }

    /**
     * Opens a directory; follows a symbolic link.
     *
     * @throws IOException if there is no such directory
     */
    static OpenDirectory open(Libc libc, Path path) throws IOException {
        int descriptor = libc.openDirectory(path);
        if (descriptor < 0) {
            throw failure(path, -descriptor);
        }
        return new OpenDirectory(libc, path, descriptor);
    }

    Optional<FileStat> status() {
        return libc.status(descriptor);
    }

    /**
     * Creates a file (0600). Unlike a channel, this also writes if the thread is interrupted, as it is when the daemon
     * stops.
     *
     * @throws IOException if the file exists, or cannot be created or written; one that cannot be written is removed
     */
    public void create(String name, byte[] content) throws IOException {
        int file = libc.createFile(descriptor, name);
        if (file < 0) {
            throw failure(path.resolve(name), -file);
        }
        int result = writeAll(file, content);
        libc.close(file);
        if (result < 0) {
            libc.unlink(descriptor, name);
            throw failure(path.resolve(name), -result);
        }
    }

    private int writeAll(int file, byte[] content) {
        int written = 0;
        while (written < content.length) {
            int count = libc.write(file, content, written, content.length - written);
            if (count < 0 && count != -Errno.EINTR) {
                return count;
            }
            written += Math.max(0, count);
        }
        return written;
    }

    /**
     * Renames a file. If {@code to} exists, it is replaced atomically.
     *
     * @throws IOException if that is not possible
     */
    public void rename(String from, String to) throws IOException {
        // Renaming a new file over another one makes ext4 and Btrfs write it to the disk at once; exchanging does not.
        int result = isOnDisk && libc.exchange(descriptor, from, to) >= 0
                ? removeExchanged(from, to)
                : libc.rename(descriptor, from, to);
        if (result < 0) {
            throw failure(path.resolve(to), -result);
        }
    }

    private int removeExchanged(String from, String to) {
        int result = libc.unlink(descriptor, from);
        if (result < 0) {
            // Puts back what cannot be replaced, such as a directory.
            libc.exchange(descriptor, from, to);
        }
        return result;
    }

    /**
     * Removes a file if it exists.
     *
     * @throws IOException if it cannot be removed
     */
    public void remove(String name) throws IOException {
        int result = libc.unlink(descriptor, name);
        if (result < 0 && result != -Errno.ENOENT) {
            throw failure(path.resolve(name), -result);
        }
    }

    @Override
    public void close() {
        libc.close(descriptor);
    }

    private static IOException failure(Path file, int errno) {
        String name = file.toString();
        return switch (errno) {
            case Errno.ENOENT -> new NoSuchFileException(name);
            case Errno.EACCES, Errno.EPERM -> new AccessDeniedException(name);
            case Errno.EEXIST, Errno.ENOTDIR -> new FileAlreadyExistsException(name);
            case Errno.EISDIR -> new FileSystemException(name, null, "Is a directory");
            case Errno.EROFS -> new FileSystemException(name, null, "Read-only file system");
            case Errno.ENOSPC -> new FileSystemException(name, null, "No space left on device");
            case Errno.EDQUOT -> new FileSystemException(name, null, "Disk quota exceeded");
            default -> new FileSystemException(name, null, "cannot be written (errno " + errno + ")");
        };
    }
}
