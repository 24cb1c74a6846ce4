package dev.llmbridge.store;

import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.FileStat;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedUsers;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Locks between processes (fcntl). The kernel releases them when their holder exits or is killed.
 *
 * <p>Such a lock belongs to the process, not to the descriptor: the kernel grants it to the same process twice, and
 * closing ANY descriptor of the file releases it. Therefore a process must use a single instance of this class, which
 * records the held locks and never reopens their files. A lock file must not be used for anything else.
 */
public final class FileLocks {
    private static final long RETRY_NANOS = 1_000_000;

    private final Libc libc;
    private final TrustedUsers users;
    private final Set<Path> held = new HashSet<>();

    /** A lock that this process holds until it is closed or the process exits; see also {@link #acquireLater}. */
    public final class FileLock implements AutoCloseable {
        private final Path key;
        private int descriptor;

        private FileLock(Path key, int descriptor) {
            this.key = key;
            this.descriptor = descriptor;
        }

        /**
         * Creates and locks the file again if it has been removed or replaced, or could not be created before.
         *
         * @return whether this process holds the lock; false if another process holds that of the new file
         * @throws IOException as for {@link FileLocks#acquire}
         */
        public boolean restoreIfMissing() throws IOException {
            synchronized (FileLocks.this) {
                if (isInPlace()) {
                    return true;
                }
                OptionalInt restored = open(key);
                if (restored.isEmpty()) {
                    return false;
                }
                closeDescriptor();
                descriptor = restored.getAsInt();
                return true;
            }
        }

        /** Returns whether the file at the path is the locked one. */
        public boolean isInPlace() {
            synchronized (FileLocks.this) {
                return descriptor >= 0
                        && libc.status(key)
                                .map(FileStat::inode)
                                .equals(libc.status(descriptor).map(FileStat::inode));
            }
        }

        @Override
        public void close() {
            synchronized (FileLocks.this) {
                if (held.remove(key)) {
                    closeDescriptor();
                }
            }
        }

        private void closeDescriptor() {
            if (descriptor >= 0) {
                libc.close(descriptor);
            }
        }
    }

    /** @param users whose lock files count */
    public FileLocks(Libc libc, TrustedUsers users) {
        this.libc = libc;
        this.users = users;
    }

    /**
     * Acquires the lock of a file. Creates the file (0600) if it is missing.
     *
     * @param timeout how long to retry while the lock is held; zero tries once
     * @return empty if another process, or this one, still holds it
     * @throws UnwritableDirectoryException if the file system is read-only or full, or the directory is missing
     * @throws IOException if the file cannot be opened or created for another reason, cannot be locked, or is not a
     *     regular file of a trusted user; symbolic links are not followed
     */
    public Optional<FileLock> acquire(Path file, Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            Optional<FileLock> lock = tryAcquire(key(file));
            if (lock.isPresent() || System.nanoTime() - deadline >= 0) {
                return lock;
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    /** Returns the lock of a file that cannot be created yet; {@link FileLock#restoreIfMissing} acquires it. */
    public synchronized FileLock acquireLater(Path file) {
        Path key = key(file);
        held.add(key);
        return new FileLock(key, -1);
    }

    /**
     * Finds the process that holds the lock of a file. Neither acquires the lock nor creates the file.
     *
     * @return its pid, which can be this process's; empty if the lock is free, or if the file cannot be opened or is
     *     not a regular file of a trusted user
     */
    public synchronized OptionalInt holder(Path file) {
        Path key = key(file);
        if (held.contains(key)) {
            return OptionalInt.of(libc.getpid());
        }
        int descriptor = libc.openForReading(key);
        if (descriptor < 0) {
            return OptionalInt.empty();
        }
        int pid = isTrusted(descriptor) ? libc.lockHolder(descriptor) : 0;
        libc.close(descriptor);
        return pid > 0 ? OptionalInt.of(pid) : OptionalInt.empty();
    }

    private synchronized Optional<FileLock> tryAcquire(Path key) throws IOException {
        if (held.contains(key)) {
            return Optional.empty();
        }
        OptionalInt descriptor = open(key);
        if (descriptor.isEmpty()) {
            return Optional.empty();
        }
        held.add(key);
        return Optional.of(new FileLock(key, descriptor.getAsInt()));
    }

    /** Opens and locks a file; empty if another process holds the lock. */
    private OptionalInt open(Path key) throws IOException {
        int descriptor = libc.openLockFile(key);
        if (descriptor < 0) {
            throw switch (-descriptor) {
                case Errno.EROFS -> new UnwritableDirectoryException(key, "Read-only file system");
                case Errno.ENOSPC -> new UnwritableDirectoryException(key, "No space left on device");
                case Errno.EDQUOT -> new UnwritableDirectoryException(key, "Disk quota exceeded");
                case Errno.ENOENT -> new UnwritableDirectoryException(key, "No such file or directory");
                default ->
                    new FileSystemException(key.toString(), null, "cannot be opened (errno " + -descriptor + ")");
            };
        }
        if (!isTrusted(descriptor)) {
            libc.close(descriptor);
            throw new FileSystemException(key.toString(), null, "is not a regular file of this user");
        }
        int result = libc.tryLock(descriptor);
        if (result < 0) {
            libc.close(descriptor);
            if (result == -Errno.EAGAIN || result == -Errno.EACCES) {
                return OptionalInt.empty();
            }
            throw new FileSystemException(key.toString(), null, "cannot be locked (errno " + -result + ")");
        }
        return OptionalInt.of(descriptor);
    }

    private boolean isTrusted(int descriptor) {
        return libc.status(descriptor)
                .filter(status -> status.isRegularFile() && users.contains(status.owner()))
                .isPresent();
    }

    private static Path key(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
