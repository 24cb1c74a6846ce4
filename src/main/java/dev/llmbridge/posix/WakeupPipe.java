package dev.llmbridge.posix;

/** A pipe that ends another thread's poll call. If it cannot be created, nothing ends the call. */
public final class WakeupPipe implements AutoCloseable {
    private static final int BUFFER_SIZE = 64;

    private final Libc libc;
    private final int readEnd;
    private final int writeEnd;

    public WakeupPipe(Libc libc) {
        this.libc = libc;
        int[] ends = new int[2];
        boolean created = libc.pipe(ends) >= 0;
        readEnd = created ? ends[0] : -1;
        writeEnd = created ? ends[1] : -1;
    }

    /** The descriptor to poll for reading; negative if there is no pipe. */
    public int descriptor() {
        return readEnd;
    }

    /** Ends the other thread's poll call, or its next one. */
    public void wake() {
        if (writeEnd >= 0) {
            libc.write(writeEnd, new byte[1], 0, 1);
        }
    }

    /** Takes what {@link #wake} has written. Call it when the descriptor is readable. */
    public void drain() {
        libc.read(readEnd, new byte[BUFFER_SIZE], 0, BUFFER_SIZE);
    }

    /** Closes both ends. Call it when no thread polls or wakes any more. */
    @Override
    public void close() {
        if (readEnd >= 0) {
            libc.close(readEnd);
            libc.close(writeEnd);
        }
    }
}
