package dev.llmbridge.client;

import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.Libc;
import java.nio.charset.StandardCharsets;

/** Writes whole lines to a descriptor, as far as there is room. */
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

    /** Whether a line was begun that has to be ended first. */
    boolean isInLine() {
        return at < rest.length;
    }

    /** Whether {@code line} is the one that was begun last. */
    boolean hasBegun(String line) {
        return rest.length > 0 && last.equals(line);
    }

    /**
     * Writes on: the rest of the line that was begun, else {@code line}. To be called where there is room.
     *
     * @return false where nobody takes it any more
     */
    boolean write(String line) {
        if (!isInLine()) {
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
