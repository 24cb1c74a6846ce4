package dev.llmbridge.client;

import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.Libc;
import java.nio.charset.StandardCharsets;

/** Writes whole lines to a descriptor without blocking. A line that does not fit is completed by later writes. */
final class LineWriter {
    private final Libc libc;
    private final int descriptor;
    private String last = "";
    private byte[] rest = new byte[0];
    private int at;

    LineWriter(Libc libc, int descriptor) {
        this.libc = libc;
        this.descriptor = descriptor;
    }

    /** Whether the last line has been written only in part. */
    boolean hasPartialLine() {
        return at < rest.length;
    }

    /** Whether {@code line} is the last line written, at least in part. */
    boolean isLastLine(String line) {
        return rest.length > 0 && last.equals(line);
    }

    /**
     * Writes the rest of a partial line, or {@code line} if there is none. Call it when the descriptor is writable.
     *
     * @return false if the reader has exited
     */
    boolean write(String line) {
        if (!hasPartialLine()) {
            last = line;
            rest = (line + '\n').getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        int count = libc.write(descriptor, rest, at, rest.length - at);
        if (count < 0) {
            return count == -Errno.EAGAIN || count == -Errno.EINTR;
        }
        at += count;
        return true;
    }
}
