package dev.llmbridge.store;

import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.Libc;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Locks between processes (fcntl). The kernel drops them when their holder dies, however it dies.
 *
 * <p>Such a lock belongs to the process, not to the descriptor: the kernel grants it twice to one process, and closing
 * ANY descriptor of the file loses it. So a process has one object of this class, which remembers what is held and
 * opens no file again that is; and a lock file is nothing else, never opened to be read or written.
 */
public final class FileLocks {
    private static final long RETRY_NANOS = 1_000_000;

    private final Libc libc;
    private final Set<Path> held = new HashSet<>();

    public FileLocks(Libc libc) {
        this.libc = libc;
    }

    /**
     * Takes the lock of a file, which is made where missing (0600).
     *
     * @param timeout how long to try where another holds it; zero tries once
     * @return empty where another process, or this one, still holds it
     * @throws IOException where the file can be neither opened nor made (a link is refused), or not be locked
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

    /**
     * The process that holds the lock of a file. Neither takes the lock nor makes the file.
     *
     * @return a pid, this process's own included; empty where nobody holds it, or the file cannot be opened
     */
    public synchronized OptionalInt holder(Path file) {
        Path key = key(file);
        if (held.contains(key)) {
            return OptionalInt.of(libc.getpid());
        }
        int descriptor = Files.exists(key, LinkOption.NOFOLLOW_LINKS) ? libc.openLockFile(key) : -1;
        if (descriptor < 0) {
            return OptionalInt.empty();
        }
        int pid = libc.lockHolder(descriptor);
        libc.close(descriptor);
        return pid > 0 ? OptionalInt.of(pid) : OptionalInt.empty();
    }

    private synchronized Optional<FileLock> tryAcquire(Path key) throws IOException {
        if (held.contains(key)) {
            return Optional.empty();
        }
        int descriptor = libc.openLockFile(key);
        if (descriptor < 0) {
            throw new FileSystemException(key.toString(), null, "cannot be opened (errno " + -descriptor + ")");
        }
        int result = libc.tryLock(descriptor);
        if (result < 0) {
            libc.close(descriptor);
            if (result == -Errno.EAGAIN || result == -Errno.EACCES) {
                return Optional.empty();
            }
            throw new FileSystemException(key.toString(), null, "cannot be locked (errno " + -result + ")");
        }
        held.add(key);
        return Optional.of(new FileLock(() -> release(key, descriptor)));
    }

    private synchronized void release(Path key, int descriptor) {
        if (held.remove(key)) {
            libc.close(descriptor);
        }
    }

    private static Path key(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
