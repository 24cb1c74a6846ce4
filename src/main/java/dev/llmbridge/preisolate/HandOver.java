package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import java.util.Optional;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/**
 * What the entry point leaves to Java's main: where in its frame the bytes lie that it has read of standard input, and
 * when it began. Without it they would be lost, for nobody can read them a second time.
 */
public final class HandOver {
    private static final int STAMP = 0;
    private static final int ADDRESS = 8;
    private static final int LENGTH = 16;
    private static final int SIZE = 24;

    private static final CGlobalData<Pointer> KEPT = CGlobalDataFactory.createBytes(() -> SIZE);

    /**
     * What was read.
     *
     * @param bytes from the beginning of standard input
     * @param stamp CLOCK_MONOTONIC ns at the process' start
     */
    public record Taken(byte[] bytes, long stamp) {}

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void keep(long stamp, Pointer bytes, int length) {
        Pointer kept = KEPT.get();
        kept.writeLong(STAMP, stamp);
        kept.writeLong(ADDRESS, bytes.rawValue());
        kept.writeLong(LENGTH, length);
    }

    /** What the entry point has read; empty where it read nothing because the call was none of its own. */
    public static Optional<Taken> taken() {
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
        return Optional.of(new Taken(bytes, kept.readLong(STAMP)));
    }

    private HandOver() {}
}
