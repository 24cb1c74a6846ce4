package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reports files renamed into or deleted from folders (inotify), never partially written ones. For a folder that does
 * not exist, its nearest existing ancestor is watched until the folder is created.
 */
public final class FolderWatch implements AutoCloseable {
    private static final int FOLDER_GONE = LinuxAbi.IN_DELETE_SELF | LinuxAbi.IN_MOVE_SELF;
    private static final int FILE_CHANGES = LinuxAbi.IN_MOVED_TO | LinuxAbi.IN_DELETE | FOLDER_GONE;
    private static final int CREATIONS = LinuxAbi.IN_MOVED_TO | LinuxAbi.IN_CREATE | FOLDER_GONE;
    private static final int WATCH_LOST =
            FOLDER_GONE | LinuxAbi.IN_IGNORED | LinuxAbi.IN_UNMOUNT | LinuxAbi.IN_Q_OVERFLOW;

    private final Libc libc;
    private final byte[] events = new byte[4096];
    private List<Path> folders = List.of();
    private int descriptor = -1;
    private boolean complete;

    public FolderWatch(Libc libc) {
        this.libc = libc;
    }

    /**
     * Returns the nearest existing ancestor of a folder: the one to watch for the folder's creation.
     *
     * @param folder an absolute path
     */
    public static Path nearestAncestor(Path folder) {
        Path ancestor = folder.getParent();
        while (ancestor.getParent() != null && !Files.isDirectory(ancestor)) {
            ancestor = ancestor.getParent();
        }
        return ancestor;
    }

    /** The descriptor to poll for reading; {@link #setFolders} may replace it. */
    public int descriptor() {
        return descriptor;
    }

    /**
     * Watches exactly these folders from now on. A caller that reads them after this call misses no change.
     *
     * @throws IOException if a limit of the kernel is reached or a folder is not readable
     */
    public void setFolders(List<Path> wanted) throws IOException {
        if (complete && folders.equals(wanted)) {
            return;
        }
        close();
        folders = List.copyOf(wanted);
        descriptor = libc.inotify();
        if (descriptor < 0) {
            throw new IOException(
                    "cannot watch folders (errno " + -descriptor + "); is fs.inotify.max_user_instances reached?");
        }
        complete = true;
        for (Path folder : folders) {
            complete &= watch(folder.toAbsolutePath());
        }
    }

    /** Discards all pending events. */
    public void drain() {
        int length;
        while ((length = libc.read(descriptor, events, 0, events.length)) > 0) {
            ByteBuffer buffer = ByteBuffer.wrap(events, 0, length).order(ByteOrder.nativeOrder());
            int at = 0;
            while (at < length) {
                // The path of a folder that is gone may now name another one.
                complete &= (buffer.getInt(at + LinuxAbi.INOTIFY_EVENT_MASK) & WATCH_LOST) == 0;
                at += LinuxAbi.INOTIFY_EVENT_SIZE + buffer.getInt(at + LinuxAbi.INOTIFY_EVENT_LENGTH);
            }
        }
    }

    /** Returns whether the folder itself is watched; otherwise an ancestor is. */
    private boolean watch(Path folder) throws IOException {
        while (!add(folder, FILE_CHANGES)) {
            Path ancestor = nearestAncestor(folder);
            // The folder may have been created, or the ancestor removed, before the watch began.
            if (add(ancestor, CREATIONS) && nearestAncestor(folder).equals(ancestor) && !Files.isDirectory(folder)) {
                return false;
            }
        }
        return true;
    }

    /** Returns false if the folder does not exist. */
    private boolean add(Path folder, int events) throws IOException {
        int result = libc.watchFolder(descriptor, folder, events);
        if (result < 0 && result != -Errno.ENOENT && result != -Errno.ENOTDIR) {
            throw new IOException("cannot watch " + folder + " (errno " + -result + ")");
        }
        return result >= 0;
    }

    @Override
    public void close() {
        if (descriptor >= 0) {
            libc.close(descriptor);
        }
        descriptor = -1;
        complete = false;
    }
}
