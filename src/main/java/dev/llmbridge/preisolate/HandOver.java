package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import java.util.Optional;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/**
 * Passes to Java's main the input that the entry point has read: its address in the entry point's buffer, its length,
 * and the start time of the process. Standard input cannot be read a second time. Also passes the pipe through which a
 * child process reports that its message is delivered.
 */
public final class HandOver {
    private static final int STAMP = 0;
    private static final int ADDRESS = 8;
    private static final int LENGTH = 16;
    private static final int PIPE = 24;
    private static final int SIZE = 32;

    private static final CGlobalData<Pointer> KEPT = CGlobalDataFactory.createBytes(() -> SIZE);

    /**
     * The input already read.
     *
     * @param bytes the beginning of standard input
     * @param stamp CLOCK_MONOTONIC ns at the start of the process
     */
    public record EarlyInput(byte[] bytes, long stamp) {}

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void keep(long stamp, Pointer bytes, int length) {
        Pointer kept = KEPT.get();
        kept.writeLong(STAMP, stamp);
        kept.writeLong(ADDRESS, bytes.rawValue());
        kept.writeLong(LENGTH, length);
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void keepPipe(int descriptor) {
        KEPT.get().writeInt(PIPE, descriptor);
    }

    /** Tells the process that waits for this one, if any, that the message is delivered. Only the first call counts. */
    public static void reportDelivery() {
        Pointer kept = KEPT.get();
        int pipe = kept.readInt(PIPE);
        if (pipe > 0) {
            RawLibc.write(pipe, kept, WordFactory.unsigned(1));
            kept.writeInt(PIPE, 0);
        }
    }

    /** The input that the entry point has read; empty if it has not read standard input. */
    public static Optional<EarlyInput> earlyInput() {
        Pointer kept = KEPT.get();
        long address = kept.readLong(ADDRESS);
        if (address == 0) {
            return Optional.empty();
        }
        Pointer from = WordFactory.pointer(address);
        byte[] bytes = new byte[(int) kept.readLong(LENGTH)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = from.readByte(i);
        }
        return Optional.of(new EarlyInput(bytes, kept.readLong(STAMP)));
    }

    private HandOver() {}
}
