package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import dev.llmbridge.protocol.WireFormat;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;

/**
 * A buffer for a payload and a trimmed copy of it, each with room for the message header before it; and functions on C
 * strings.
 */
final class MessageBuffer {
    /** The room for the payload in bytes: one more than the longest payload, to detect a longer one. */
    static final int PAYLOAD_SIZE = WireFormat.MAX_UNTRIMMED_PAYLOAD + 1;

    /** The room for a trimmed payload in bytes. */
    static final int TRIMMED_SIZE = 64 * 1024;

    /** The size of the whole buffer in bytes. */
    static final int SIZE = WireFormat.MAX_HEADER + PAYLOAD_SIZE + WireFormat.MAX_HEADER + TRIMMED_SIZE;

    private static final CGlobalData<CCharPointer> STATUS = CGlobalDataFactory.createCString(WireFormat.STATUS);
    private static final byte ZERO = '0';
    private static final int RADIX = 10;

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static Pointer payload(Pointer buffer) {
        return buffer.add(WireFormat.MAX_HEADER);
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static Pointer trimmed(Pointer buffer) {
        return payload(buffer).add(PAYLOAD_SIZE + WireFormat.MAX_HEADER);
    }

    /** Writes the header of a status line's message right before the payload; returns the header's length. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int prependStatus(Pointer payload) {
        int length = length(STATUS.get());
        append(payload.subtract(length), 0, STATUS.get());
        return length;
    }

    /** Writes a C string without its NUL; returns the index after it. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int append(Pointer to, int at, CCharPointer word) {
        int i = 0;
        while (word.read(i) != 0) {
            to.writeByte(at + i, word.read(i));
            i++;
        }
        return at + i;
    }

    /** Writes one ASCII character; returns the index after it. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int append(Pointer to, int at, char character) {
        to.writeByte(at, (byte) character);
        return at + 1;
    }

    /** Writes a non-negative number in decimal; returns the index after it. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int append(Pointer to, int at, long number) {
        int end = at + digits(number);
        long left = number;
        for (int i = end - 1; i >= at; i--) {
            to.writeByte(i, (byte) (ZERO + left % RADIX));
            left /= RADIX;
        }
        return end;
    }

    /** The number of decimal digits of a non-negative number. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int digits(long number) {
        int digits = 1;
        long left = number / RADIX;
        while (left > 0) {
            digits++;
            left /= RADIX;
        }
        return digits;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int length(CCharPointer word) {
        int length = 0;
        while (word.read(length) != 0) {
            length++;
        }
        return length;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean beginsWith(CCharPointer word, CCharPointer prefix) {
        int i = 0;
        while (prefix.read(i) != 0) {
            if (word.read(i) != prefix.read(i)) {
                return false;
            }
            i++;
        }
        return true;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean equal(CCharPointer one, CCharPointer other) {
        int i = 0;
        while (one.read(i) == other.read(i)) {
            if (one.read(i) == 0) {
                return true;
            }
            i++;
        }
        return false;
    }

    private MessageBuffer() {}
}
