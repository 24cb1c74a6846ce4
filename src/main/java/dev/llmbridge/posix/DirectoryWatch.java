package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reports changes to the files in directories (inotify). For a directory that does not exist, its nearest existing
 * ancestor is watched until the directory is created. Directories that cannot be watched, e.g. because an inotify
 * limit has been reached, have to be read once a second.
 */
public final class DirectoryWatch implements AutoCloseable {
    private static final int DIRECTORY_GONE = LinuxAbi.IN_DELETE_SELF | LinuxAbi.IN_MOVE_SELF;
    private static final int CREATIONS = LinuxAbi.IN_MOVED_TO | LinuxAbi.IN_CREATE;
    private static final int WATCH_LOST =
            DIRECTORY_GONE | LinuxAbi.IN_IGNORED | LinuxAbi.IN_UNMOUNT | LinuxAbi.IN_Q_OVERFLOW;

    private static final long NO_TIMEOUT = -1;

    /** The changes to files that a watch reports. */
    public enum FileChanges {
        /** Files renamed into a directory, so never partially written ones. */
        RENAMED(LinuxAbi.IN_MOVED_TO),
        /** Files renamed into or deleted from a directory, so never partially written ones. */
        RENAMED_OR_DELETED(LinuxAbi.IN_MOVED_TO | LinuxAbi.IN_DELETE),
        /** Files being opened, in any mode. */
        OPENED(LinuxAbi.IN_OPEN),
        /** All changes, but those to a file's content only once its writer has closed it. */
        COMPLETED(
                CREATIONS | LinuxAbi.IN_CLOSE_WRITE | LinuxAbi.IN_ATTRIB | LinuxAbi.IN_MOVED_FROM | LinuxAbi.IN_DELETE),
        /** All changes, even while a file is being written. */
        ANY(CREATIONS | LinuxAbi.IN_MODIFY | LinuxAbi.IN_MOVED_FROM | LinuxAbi.IN_DELETE);

        private final int events;

        FileChanges(int events) {
            this.events = events;
        }
    }

    private final Libc libc;
    private final FileChanges reported;
    private final byte[] events = new byte[4096];
    private final Map<Integer, List<Path>> watched = new HashMap<>();
    private List<Path> directories = List.of();
    private int descriptor = -1;
    private boolean complete;
    private Optional<String> failure = Optional.empty();

    public DirectoryWatch(Libc libc, FileChanges reported) {
        this.libc = libc;
        this.reported = reported;
    }

    /** The descriptor to poll for reading; {@link #setDirectories} may replace it. Negative if nothing is watched. */
    public int descriptor() {
        return descriptor;
    }

    /**
     * Watches exactly these directories from now on. A caller that reads them after this call misses no change. If some
     * cannot be watched, the others are, and the next call tries again.
     *
     * @return whether watching began anew, so that files may have changed without being reported
     */
    public boolean setDirectories(List<Path> wanted) {
        List<Path> absolute = new ArrayList<>();
        for (Path directory : wanted) {
            absolute.add(directory.toAbsolutePath());
        }
        if (complete && directories.equals(absolute)) {
            return false;
        }
        close();
        directories = absolute;
        failure = Optional.empty();
        descriptor = libc.inotify();
        if (descriptor < 0) {
            failure = Optional.of(
                    "cannot watch directories (errno " + -descriptor + "); is fs.inotify.max_user_instances reached?");
            return true;
        }
        for (Path directory : directories) {
            try {
                watch(directory);
            } catch (IOException e) {
                failure = failure.or(() -> Optional.of(IoErrorMessage.withFile(e)));
            }
        }
        complete = failure.isEmpty();
        return true;
    }

    /** Why a directory is not watched; empty if all are. */
    public Optional<String> failure() {
        return failure;
    }

    /** How long to wait for a change, in ns; negative if every change is reported. */
    public long timeout() {
        return failure.isEmpty() ? NO_TIMEOUT : LinuxAbi.NANOS_PER_SECOND;
    }

    /** Waits for a change, or until the directories have to be read anyway. */
    public void awaitChange() {
        awaitChange(timeout());
    }

    /** Waits for a change, at most this long. */
    public void awaitChange(Duration timeout) {
        awaitChange(timeout.toNanos());
    }

    private void awaitChange(long nanos) {
        libc.poll(new int[] {descriptor}, new short[] {LinuxAbi.POLLIN}, new short[1], nanos);
    }

    /** Returns the changed files whose changes have not been returned yet, without blocking. */
    public Set<Path> takeChanges() {
        Set<Path> changed = new LinkedHashSet<>();
        int length;
        while ((length = libc.read(descriptor, events, 0, events.length)) > 0) {
            ByteBuffer buffer = ByteBuffer.wrap(events, 0, length).order(ByteOrder.nativeOrder());
            while (buffer.hasRemaining()) {
                takeEvent(buffer, changed);
            }
        }
        return changed;
    }

    /** Reads a struct inotify_event: int wd, int mask, int cookie, int length, then a name of {@code length} bytes. */
    private void takeEvent(ByteBuffer event, Set<Path> changed) {
        int watch = event.getInt();
        int mask = event.getInt();
        event.position(event.position() + Integer.BYTES);
        byte[] name = new byte[event.getInt()];
        event.get(name);
        // The path of a directory that is gone may now name another one.
        complete &= (mask & WATCH_LOST) == 0;
        for (Path directory : watched.getOrDefault(watch, List.of())) {
            Path file;
            try {
                file = directory.resolve(LinuxLibc.decode(name));
            } catch (InvalidPathException e) {
                // Java cannot open a file with this name, so nobody waits for it.
                continue;
            }
            if (leadsToDirectory(file)) {
                complete = false;
            } else if (directories.contains(directory)) {
                changed.add(file);
            }
        }
    }

    private boolean leadsToDirectory(Path path) {
        for (Path directory : directories) {
            if (directory.startsWith(path)) {
                return true;
            }
        }
        return false;
    }

    /** Watches the directory or, until it is created, its nearest existing ancestor. */
    private void watch(Path directory) throws IOException {
        watchForMoves(directory);
        while (!add(directory, reported.events)) {
            Path ancestor = nearestAncestor(directory);
            // The directory may have been created, or the ancestor removed, before the watch began.
            if (add(ancestor, CREATIONS)
                    && nearestAncestor(directory).equals(ancestor)
                    && !Files.isDirectory(directory)) {
                return;
            }
        }
    }

    /** After an ancestor is moved, or a link replaced, the path of the directory no longer names the watched one. */
    private void watchForMoves(Path directory) {
        Path ancestor = directory.getRoot();
        for (Path name : directory) {
            Path parent = ancestor;
            ancestor = parent.resolve(name);
            // A failure is ignored: not every ancestor exists or is readable.
            libc.watchDirectory(descriptor, ancestor, DIRECTORY_GONE);
            if (Files.isSymbolicLink(ancestor)) {
                tryToAdd(parent, CREATIONS);
            }
        }
    }

    private static Path nearestAncestor(Path directory) {
        Path ancestor = directory.getParent();
        while (ancestor != null && !Files.isDirectory(ancestor)) {
            ancestor = ancestor.getParent();
        }
        return ancestor == null ? directory.getRoot() : ancestor;
    }

    /** Returns false if the directory does not exist. */
    private boolean add(Path directory, int events) throws IOException {
        int result = tryToAdd(directory, events);
        if (result < 0 && result != -Errno.ENOENT && result != -Errno.ENOTDIR) {
            String limit = result == -Errno.ENOSPC ? "; is fs.inotify.max_user_watches reached?" : "";
            throw new IOException("cannot watch " + directory + " (errno " + -result + ")" + limit);
        }
        return result >= 0;
    }

    /** Returns {@code -errno} on failure. */
    private int tryToAdd(Path directory, int events) {
        int watch = libc.watchDirectory(descriptor, directory, events | DIRECTORY_GONE);
        if (watch >= 0) {
            watched.computeIfAbsent(watch, _ -> new ArrayList<>()).add(directory);
        }
        return watch;
    }

    @Override
    public void close() {
        if (descriptor >= 0) {
            libc.close(descriptor);
        }
        descriptor = -1;
        complete = false;
        watched.clear();
    }
}
