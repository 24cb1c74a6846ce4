package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.LinuxAbi;
import dev.llmbridge.posix.StandardInput;
import dev.llmbridge.protocol.WireFormat;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/** Reads standard input before the isolate exists. */
final class RawInput {
    /**
     * Reads a payload and hands it over, so that the second tier finds it if this tier does not finish the invocation.
     *
     * @param since CLOCK_MONOTONIC ns at the start of the process
     * @return bytes read; more than {@link WireFormat#MAX_UNTRIMMED_PAYLOAD} if it is too long to be sent unchanged
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int readPayload(Pointer payload, long since) {
        int length = read(payload, WireFormat.MAX_UNTRIMMED_PAYLOAD + 1, since);
        HandOver.keep(since, payload, length);
        return length;
    }

    /**
     * Reads until the end of standard input, until {@code room} bytes have been read, or until the timeout has passed.
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int read(Pointer to, int room, long since) {
        int length = 0;
        while (length < room) {
            long left = StandardInput.TIMEOUT_MILLIS - (RawLibc.monotonicNanos() - since) / LinuxAbi.NANOS_PER_MILLI;
            if (left <= 0) {
                return length;
            }
            if (RawLibc.awaitReadable(RawLibc.STANDARD_INPUT, left) <= 0) {
                continue;
            }
            long count = RawLibc.read(RawLibc.STANDARD_INPUT, to.add(length), WordFactory.unsigned(room - length));
            if (count > 0) {
                length += (int) count;
            } else if (count == 0 || !isTransient(RawLibc.errno())) {
                return length;
            }
        }
        return length;
    }

    /** Whether the first character after leading whitespace opens a JSON object. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean beginsWithBrace(Pointer bytes, int length) {
        for (int i = 0; i < length; i++) {
            byte b = bytes.readByte(i);
            if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
                return b == '{';
            }
        }
        return false;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean isTransient(int errno) {
        return errno == Errno.EINTR || errno == Errno.EAGAIN;
    }

    private RawInput() {}
}
