package dev.llmbridge.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/**
 * The end of a file.
 *
 * @param bytes the content
 * @param whole whether this is the entire file
 */
record FileTail(byte[] bytes, boolean whole) {

    /**
     * Reads the last {@code most} bytes, or the entire file if it is shorter.
     */
    static FileTail read(SeekableByteChannel file, int most) throws IOException {
        long size = file.size();
        long from = Math.max(0, size - most);
        ByteBuffer buffer = ByteBuffer.allocate((int) (size - from));
        file.position(from);
        while (buffer.hasRemaining() && file.read(buffer) >= 0) {
            // A file truncated in the meantime ends earlier.
        }
        return new FileTail(Arrays.copyOf(buffer.array(), buffer.position()), from == 0);
    }
}
