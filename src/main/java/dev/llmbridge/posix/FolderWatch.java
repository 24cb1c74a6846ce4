package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Hears of files that come into some folders by renaming, and of files that are removed there (inotify): of nothing
 * that is still being written. A folder need not exist: then its nearest ancestor that does is watched until it comes.
 */
public final class FolderWatch implements AutoCloseable {
    private static final int MOVED = LinuxAbi.IN_DELETE_SELF | LinuxAbi.IN_MOVE_SELF;
    private static final int CHANGES = LinuxAbi.IN_MOVED_TO | LinuxAbi.IN_DELETE | MOVED;
    private static final int COMING = LinuxAbi.IN_MOVED_TO | LinuxAbi.IN_CREATE | MOVED;
    private static final int LOST = MOVED | LinuxAbi.IN_IGNORED | LinuxAbi.IN_UNMOUNT | LinuxAbi.IN_Q_OVERFLOW;

    private final Libc libc;
    private final byte[] events = new byte[4096];
    private List<Path> folders = List.of();
    private int descriptor = -1;
    private boolean complete;

    public FolderWatch(Libc libc) {
        this.libc = libc;
    }

    /** What to poll for reading; another one after each {@link #cover}. */
    public int descriptor() {
        return descriptor;
    }

    /**
     * Watches these folders from now on, and no others. Whoever looks at them afterwards misses nothing: what comes
     * later is heard of.
     *
     * @throws IOException where the kernel refuses: its limits are reached, or a folder may not be read
     */
    public void cover(List<Path> wanted) throws IOException {
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

    /** Takes all that was heard. */
    public void drain() {
        int length;
        while ((length = libc.read(descriptor, events, 0, events.length)) > 0) {
            ByteBuffer buffer = ByteBuffer.wrap(events, 0, length).order(ByteOrder.nativeOrder());
            int at = 0;
            while (at < length) {
                // Where a watched folder went away, another may have its name.
                complete &= (buffer.getInt(at + LinuxAbi.INOTIFY_EVENT_MASK) & LOST) == 0;
                at += LinuxAbi.INOTIFY_EVENT_SIZE + buffer.getInt(at + LinuxAbi.INOTIFY_EVENT_LENGTH);
            }
        }
    }

    /** Whether the folder itself is watched, and not an ancestor in its stead. */
    private boolean watch(Path folder) throws IOException {
        while (!add(folder, CHANGES)) {
            Path ancestor = nearestAncestor(folder);
            // It may have come, or the ancestor gone, just before its watch began.
            if (add(ancestor, COMING) && nearestAncestor(folder).equals(ancestor) && !Files.isDirectory(folder)) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is such a folder to watch. */
    private boolean add(Path folder, int kinds) throws IOException {
        int result = libc.watchFolder(descriptor, folder, kinds);
        if (result < 0 && result != -Errno.ENOENT && result != -Errno.ENOTDIR) {
            throw new IOException("cannot watch " + folder + " (errno " + -result + ")");
        }
        return result >= 0;
    }

    private static Path nearestAncestor(Path folder) {
        Path ancestor = folder.getParent();
        while (ancestor.getParent() != null && !Files.isDirectory(ancestor)) {
            ancestor = ancestor.getParent();
        }
        return ancestor;
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
