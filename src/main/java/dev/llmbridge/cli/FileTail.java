package dev.llmbridge.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/**
 * The end of a file.
 *
 * @param bytes what stands there
 * @param whole whether the file has no more
 */
record FileTail(byte[] bytes, boolean whole) {

    /**
     * Reads from the end, however long the file is.
     *
     * @param most bytes that are read
     */
    static FileTail read(SeekableByteChannel file, int most) throws IOException {
        long size = file.size();
        long from = Math.max(0, size - most);
        ByteBuffer buffer = ByteBuffer.allocate((int) (size - from));
        file.position(from);
        while (buffer.hasRemaining() && file.read(buffer) >= 0) {
            // A file that is cut meanwhile ends earlier.
        }
        return new FileTail(Arrays.copyOf(buffer.array(), buffer.position()), from == 0);
    }
}
