package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.LinuxAbi;
import dev.llmbridge.posix.StandardInput;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/** Standard input, read before the isolate exists. */
final class RawInput {
    /**
     * Reads to the end of standard input, until the room is full, or until the time is up that reading may take.
     *
     * @param since CLOCK_MONOTONIC ns at which that time began
     * @return bytes read
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
            } else if (count == 0 || !isWorthRepeating(RawLibc.errno())) {
                return length;
            }
        }
        return length;
    }

    /** Whether the first character that is no white space opens a JSON object. */
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
    private static boolean isWorthRepeating(int errno) {
        return errno == Errno.EINTR || errno == Errno.EAGAIN;
    }

    private RawInput() {}
}
