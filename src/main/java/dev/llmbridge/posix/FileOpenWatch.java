package dev.llmbridge.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Reports that a file has been opened by any process (inotify). Only the first time counts until {@link #watch} is
 * called again. One thread may wait while another one names the files.
 */
public final class FileOpenWatch {
    private static final int FOREVER = -1;
    private static final int EVENT_MASK = Integer.BYTES;
    private static final int EVENT_NAME_LENGTH = 3 * Integer.BYTES;
    private static final int EVENT_SIZE = 4 * Integer.BYTES;

    private final Libc libc;
    private final int descriptor;

    public FileOpenWatch(Libc libc) {
        this.libc = libc;
        this.descriptor = libc.inotify();
    }

    /** Whether files can be watched; if not, e.g. because an inotify limit is reached, the other methods do nothing. */
    public boolean isAvailable() {
        return descriptor >= 0;
    }

    /**
     * Watches a file until it is opened, or removed, or replaced by another one. The file keeps being watched when it is
     * renamed. Does nothing if there is no such file.
     */
    public void watch(Path file) {
        if (isAvailable()) {
            libc.watchFile(descriptor, file, LinuxAbi.IN_OPEN | LinuxAbi.IN_ONESHOT);
        }
    }

    /** Waits until a watched file has been opened. */
    public void awaitOpened() throws InterruptedException {
        byte[] events = new byte[1024];
        while (true) {
            libc.awaitReadable(descriptor, FOREVER);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (containsOpened(events, libc.read(descriptor, events, 0, events.length))) {
                return;
            }
        }
    }

    /** The other events report that a file is not watched any longer. */
    private static boolean containsOpened(byte[] events, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(events).order(ByteOrder.nativeOrder());
        boolean opened = false;
        for (int at = 0; at < length; at += EVENT_SIZE + buffer.getInt(at + EVENT_NAME_LENGTH)) {
            opened |= (buffer.getInt(at + EVENT_MASK) & LinuxAbi.IN_OPEN) != 0;
        }
        return opened;
    }
}
