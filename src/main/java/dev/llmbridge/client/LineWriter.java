package dev.llmbridge.client;

import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.Libc;
import java.nio.charset.StandardCharsets;

/** Writes whole lines to a writable descriptor. Later writes complete a line that could be written only in part. */
final class LineWriter {
    private final Libc libc;
    private final int descriptor;
    private String last = "";
    private byte[] bytes = new byte[0];
    private int at;

    LineWriter(Libc libc, int descriptor) {
        this.libc = libc;
        this.descriptor = descriptor;
    }

    /** Whether the last line has been written only in part. */
    boolean hasPartialLine() {
        return at < bytes.length;
    }

    /** Whether {@code line} is the last line written, at least in part. */
    boolean isLastLine(String line) {
        return bytes.length > 0 && last.equals(line);
    }

    /**
     * Writes the rest of a partial line, or {@code line} if there is none. Call it when the descriptor is writable.
     *
     * @return false if the reader has exited
     */
    boolean write(String line) {
        if (!hasPartialLine()) {
            last = line;
            bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        int count = libc.write(descriptor, bytes, at, bytes.length - at);
        if (count < 0) {
            return count == -Errno.EAGAIN || count == -Errno.EINTR;
        }
        at += count;
        return true;
    }
}
