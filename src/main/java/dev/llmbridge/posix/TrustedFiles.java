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
 * Reads files of trusted users, and opens folders to write to. Opening a file never blocks, even if it is a pipe. The
 * checks apply to the open file or folder, so nobody can replace it between a check and its use.
 */
public final class TrustedFiles {
    private final Libc libc;
    private final TrustedUsers users;

    public TrustedFiles(Libc libc, TrustedUsers users) {
        this.libc = libc;
        this.users = users;
    }

    /** Trusts the users that {@link TrustedUsers#of} returns. */
    public static TrustedFiles of(Libc libc, Path runtimeFolder) {
        return new TrustedFiles(libc, TrustedUsers.of(libc, runtimeFolder));
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
     * Opens a folder for writing, whoever owns it.
     *
     * @throws IOException if it does not exist or is not a folder
     */
    public OpenFolder openFolder(Path folder) throws IOException {
        return OpenFolder.open(libc, folder);
    }

    /**
     * Creates a folder (0700) if it is missing.
     *
     * @throws IOException under the same conditions as {@link #openOwnFolder}
     */
    public void createOwnFolder(Path folder) throws IOException {
        openOwnFolder(folder).close();
    }

    /**
     * Opens a folder for writing; creates it (0700) if it is missing. The checks apply to the open folder.
     *
     * @throws IOException if it cannot be created, exists and is not a folder, belongs to another user, or can be
     *     written by others
     */
    public OpenFolder openOwnFolder(Path folder) throws IOException {
        // Whoever owns a link can change it.
        Optional<String> foreign = describeForeignOwner(folder);
        if (foreign.isPresent()) {
            throw new IOException(foreign.get());
        }
        OpenFolder opened = openOrCreate(folder);
        try {
            requireOwn(opened, folder);
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private OpenFolder openOrCreate(Path folder) throws IOException {
        try {
            return OpenFolder.open(libc, folder);
        } catch (NoSuchFileException missing) {
            try {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                // Another process has created it, or it is a link to nothing.
            }
            return OpenFolder.open(libc, folder);
        }
    }

    /** Whoever can write to the folder can replace what is read from it. */
    private void requireOwn(OpenFolder opened, Path folder) throws IOException {
        FileStat status = opened.status()
                .orElseThrow(() -> new FileSystemException(folder.toString(), null, "cannot be examined"));
        if (status.owner() != users.self()) {
            throw new IOException(foreignOwner(folder, status));
        }
        if ((status.mode() & LinuxAbi.OTHERS_CAN_WRITE) != 0) {
            throw new IOException(folder + " can be written by other users; run: chmod 700 " + folder);
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
