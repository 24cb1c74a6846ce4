package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads files of trusted users, and opens directories to write to. Opening a file never blocks, even if it is a pipe.
 * The checks apply to the open file or directory, so nobody can replace it between a check and its use.
 */
public final class TrustedFiles {
    private final Libc libc;
    private final TrustedUsers users;

    public TrustedFiles(Libc libc, TrustedUsers users) {
        this.libc = libc;
        this.users = users;
    }

    /** Trusts the users that {@link TrustedUsers#of} returns. */
    public static TrustedFiles of(Libc libc, Path runtimeDirectory) {
        return new TrustedFiles(libc, TrustedUsers.of(libc, runtimeDirectory));
    }

    public TrustedUsers users() {
        return users;
    }

    /**
     * Returns one line that names the owner of a file and the command that removes it; empty if this user owns it or if
     * it does not exist.
     */
    public Optional<String> describeForeignOwner(Path file) {
        return libc.status(file)
                .filter(status -> status.owner() != users.self())
                .map(status -> foreignOwner(file, status));
    }

    /**
     * Reads an entire file. Does not follow a symbolic link.
     *
     * @param maxBytes the size limit
     * @return empty if the file does not exist, is not a regular file, belongs to a user who is not trusted, or is
     *     larger than {@code maxBytes}
     * @throws IOException if the file cannot be opened or read for another reason
     */
    public Optional<byte[]> read(Path file, int maxBytes) throws IOException {
        int descriptor = libc.openForReading(file);
        if (descriptor < 0) {
            return switch (-descriptor) {
                case Errno.ENOENT, Errno.ENOTDIR, Errno.ELOOP, Errno.ENXIO -> Optional.empty();
                default -> throw failure(file, -descriptor);
            };
        }
        try {
            Optional<FileStat> status = libc.status(descriptor)
                    .filter(found -> found.isRegularFile() && users.contains(found.owner()))
                    .filter(found -> found.size() <= maxBytes);
            return status.isPresent()
                    ? read(descriptor, file, (int) status.get().size(), maxBytes)
                    : Optional.empty();
        } finally {
            libc.close(descriptor);
        }
    }

    /** Reads to the end of the file, which may have grown since its size was determined. */
    private Optional<byte[]> read(int descriptor, Path file, int size, int maxBytes) throws IOException {
        byte[] buffer = new byte[size + 1];
        int length = 0;
        while (length <= maxBytes) {
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, (int) Math.min(maxBytes + 1L, length * 2L));
            }
            int count = libc.read(descriptor, buffer, length, buffer.length - length);
            if (count == 0) {
                return Optional.of(Arrays.copyOf(buffer, length));
            }
            if (count < 0 && count != -Errno.EINTR) {
                throw failure(file, -count);
            }
            length += Math.max(0, count);
        }
        return Optional.empty();
    }

    /**
     * Opens a directory for writing, whoever owns it.
     *
     * @throws IOException if it does not exist or is not a directory
     */
    public OpenDirectory openDirectory(Path directory) throws IOException {
        return OpenDirectory.open(libc, directory);
    }

    /**
     * Creates a directory (0700) if it is missing.
     *
     * @throws IOException under the same conditions as {@link #openOwnDirectory}
     */
    public void createOwnDirectory(Path directory) throws IOException {
        openOwnDirectory(directory).close();
    }

    /**
     * Opens a directory for writing; creates it (0700) if it is missing. The checks apply to the open directory.
     *
     * @throws IOException if it cannot be created, exists and is not a directory, belongs to another user, or can be
     *     written by others
     */
    public OpenDirectory openOwnDirectory(Path directory) throws IOException {
        // The owner of a link can change it.
        Optional<String> foreign = describeForeignOwner(directory);
        if (foreign.isPresent()) {
            throw new IOException(foreign.get());
        }
        OpenDirectory opened = openOrCreate(directory);
        try {
            requireOwn(opened, directory);
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private OpenDirectory openOrCreate(Path directory) throws IOException {
        try {
            return OpenDirectory.open(libc, directory);
        } catch (NoSuchFileException missing) {
            try {
                Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                // Another process has created it, or it is a link to nothing.
            }
            return OpenDirectory.open(libc, directory);
        }
    }

    /** Anyone who can write to the directory can replace what is read from it. */
    private void requireOwn(OpenDirectory opened, Path directory) throws IOException {
        FileStat status = opened.status()
                .orElseThrow(() -> new FileSystemException(directory.toString(), null, "cannot be examined"));
        if (status.owner() != users.self()) {
            throw new IOException(foreignOwner(directory, status));
        }
        if ((status.mode() & LinuxAbi.OTHERS_CAN_WRITE) != 0) {
            throw new IOException(directory + " can be written by other users; run: chmod 700 " + directory);
        }
    }

    private static String foreignOwner(Path file, FileStat status) {
        return file + " belongs to user " + status.owner() + "; to remove it, run: sudo rm -r "
                + ShellWords.quote(file.toString());
    }

    private static IOException failure(Path file, int errno) {
        return new FileSystemException(file.toString(), null, "cannot be read (errno " + errno + ")");
    }
}
