package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import org.graalvm.word.Pointer;

/**
 * Reads bytes one by one before the isolate exists: first those in a buffer, then, if wanted, the rest of standard
 * input. The memory for its fields is the caller's.
 */
final class RawReader {
    /** The size of the fields in bytes. */
    static final int SIZE = 32;

    /** Returned at the end of the input. */
    static final int END = -1;

    private static final int BUFFER = 0;
    private static final int SINCE = 8;
    private static final int POSITION = 16;
    private static final int LIMIT = 20;
    private static final int CAPACITY = 24;

    private static final int BYTE_MASK = 0xFF;

    /** Reads {@code length} bytes of a buffer. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void ofBytes(Pointer reader, Pointer buffer, int length) {
        ofInput(reader, buffer, length, 0, 0);
    }

    /**
     * Reads {@code length} bytes of a buffer, then the rest of standard input, with the buffer's {@code capacity} bytes
     * at a time.
     *
     * @param since CLOCK_MONOTONIC ns at the start of the process
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void ofInput(Pointer reader, Pointer buffer, int length, int capacity, long since) {
        reader.writeLong(BUFFER, buffer.rawValue());
        reader.writeLong(SINCE, since);
        reader.writeInt(POSITION, 0);
        reader.writeInt(LIMIT, length);
        reader.writeInt(CAPACITY, capacity);
    }

    /** Returns the next byte, 0-255, or {@link #END}. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int next(Pointer reader) {
        int position = reader.readInt(POSITION);
        if (position == reader.readInt(LIMIT)) {
            if (!fill(reader)) {
                return END;
            }
            position = 0;
        }
        reader.writeInt(POSITION, position + 1);
        Pointer buffer = reader.readWord(BUFFER);
        return buffer.readByte(position) & BYTE_MASK;
    }

    /** Makes {@link #next} return the same byte again. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void back(Pointer reader) {
        reader.writeInt(POSITION, reader.readInt(POSITION) - 1);
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean fill(Pointer reader) {
        int capacity = reader.readInt(CAPACITY);
        Pointer buffer = reader.readWord(BUFFER);
        int length = capacity == 0 ? 0 : RawInput.read(buffer, capacity, reader.readLong(SINCE));
        reader.writeInt(LIMIT, length);
        return length > 0;
    }

    private RawReader() {}
}
