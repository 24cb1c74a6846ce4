package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reports changes to the files in folders (inotify). For a folder that does not exist, its nearest existing ancestor is
 * watched until the folder is created. Folders that cannot be watched, e.g. because a limit of the kernel is reached,
 * have to be read once a second.
 */
public final class FolderWatch implements AutoCloseable {
    private static final int FOLDER_GONE = LinuxAbi.IN_DELETE_SELF | LinuxAbi.IN_MOVE_SELF;
    private static final int CREATIONS = LinuxAbi.IN_MOVED_TO | LinuxAbi.IN_CREATE;
    private static final int WATCH_LOST =
            FOLDER_GONE | LinuxAbi.IN_IGNORED | LinuxAbi.IN_UNMOUNT | LinuxAbi.IN_Q_OVERFLOW;

    private static final long NO_TIMEOUT = -1;

    /** The changes to files that a watch reports. */
    public enum FileChanges {
        /** Files renamed into a folder, so never partially written ones. */
        RENAMED(LinuxAbi.IN_MOVED_TO),
        /** Files renamed into or deleted from a folder, so never partially written ones. */
        RENAMED_OR_DELETED(LinuxAbi.IN_MOVED_TO | LinuxAbi.IN_DELETE),
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
    private List<Path> folders = List.of();
    private int descriptor = -1;
    private boolean complete;
    private Optional<String> failure = Optional.empty();

    public FolderWatch(Libc libc, FileChanges reported) {
        this.libc = libc;
        this.reported = reported;
    }

    /** The descriptor to poll for reading; {@link #setFolders} may replace it. Negative if nothing is watched. */
    public int descriptor() {
        return descriptor;
    }

    /**
     * Watches exactly these folders from now on. A caller that reads them after this call misses no change. If some
     * cannot be watched, the others are, and the next call tries again.
     *
     * @return whether watching began anew, so that files may have changed without being reported
     */
    public boolean setFolders(List<Path> wanted) {
        List<Path> absolute = new ArrayList<>();
        for (Path folder : wanted) {
            absolute.add(folder.toAbsolutePath());
        }
        if (complete && folders.equals(absolute)) {
            return false;
        }
        close();
        folders = absolute;
        failure = Optional.empty();
        descriptor = libc.inotify();
        if (descriptor < 0) {
            failure = Optional.of(
                    "cannot watch folders (errno " + -descriptor + "); is fs.inotify.max_user_instances reached?");
            return true;
        }
        for (Path folder : folders) {
            try {
                watch(folder);
            } catch (IOException e) {
                failure = failure.or(() -> Optional.of(IoErrorMessage.withFile(e)));
            }
        }
        complete = failure.isEmpty();
        return true;
    }

    /** Why a folder is not watched; empty if all are. */
    public Optional<String> failure() {
        return failure;
    }

    /** How long to wait for a change, in ns; negative if every change is reported. */
    public long timeout() {
        return failure.isEmpty() ? NO_TIMEOUT : LinuxAbi.NANOS_PER_SECOND;
    }

    /** Waits for a change, or until the folders have to be read anyway. */
    public void awaitChange() {
        libc.poll(new int[] {descriptor}, new short[] {LinuxAbi.POLLIN}, new short[1], timeout());
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
        // The path of a folder that is gone may now name another one.
        complete &= (mask & WATCH_LOST) == 0;
        for (Path folder : watched.getOrDefault(watch, List.of())) {
            Path file;
            try {
                file = folder.resolve(LinuxLibc.decode(name));
            } catch (InvalidPathException e) {
                // Java cannot open a file with this name, so nobody waits for it.
                continue;
            }
            if (leadsToFolder(file)) {
                complete = false;
            } else if (folders.contains(folder)) {
                changed.add(file);
            }
        }
    }

    private boolean leadsToFolder(Path path) {
        for (Path folder : folders) {
            if (folder.startsWith(path)) {
                return true;
            }
        }
        return false;
    }

    /** Watches the folder or, until it is created, its nearest existing ancestor. */
    private void watch(Path folder) throws IOException {
        watchForMoves(folder);
        while (!add(folder, reported.events)) {
            Path ancestor = nearestAncestor(folder);
            // The folder may have been created, or the ancestor removed, before the watch began.
            if (add(ancestor, CREATIONS) && nearestAncestor(folder).equals(ancestor) && !Files.isDirectory(folder)) {
                return;
            }
        }
    }

    /** After an ancestor is moved, or a link replaced, the path of the folder no longer names the watched one. */
    private void watchForMoves(Path folder) {
        Path ancestor = folder.getRoot();
        for (Path name : folder) {
            Path parent = ancestor;
            ancestor = parent.resolve(name);
            // A failure is ignored: not every ancestor exists or is readable.
            libc.watchFolder(descriptor, ancestor, FOLDER_GONE);
            if (Files.isSymbolicLink(ancestor)) {
                tryToAdd(parent, CREATIONS);
            }
        }
    }

    private static Path nearestAncestor(Path folder) {
        Path ancestor = folder.getParent();
        while (ancestor != null && !Files.isDirectory(ancestor)) {
            ancestor = ancestor.getParent();
        }
        return ancestor == null ? folder.getRoot() : ancestor;
    }

    /** Returns false if the folder does not exist. */
    private boolean add(Path folder, int events) throws IOException {
        int result = tryToAdd(folder, events);
        if (result < 0 && result != -Errno.ENOENT && result != -Errno.ENOTDIR) {
            String limit = result == -Errno.ENOSPC ? "; is fs.inotify.max_user_watches reached?" : "";
            throw new IOException("cannot watch " + folder + " (errno " + -result + ")" + limit);
        }
        return result >= 0;
    }

    /** Returns {@code -errno} on failure. */
    private int tryToAdd(Path folder, int events) {
        int watch = libc.watchFolder(descriptor, folder, events | FOLDER_GONE);
        if (watch >= 0) {
            watched.computeIfAbsent(watch, _ -> new ArrayList<>()).add(folder);
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
