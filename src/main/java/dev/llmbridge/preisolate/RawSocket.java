package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.LinuxAbi;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/** Sends one datagram before the isolate exists. Waits at most 2 ms for a daemon that does not read. */
final class RawSocket {
    private static final long SEND_TIMEOUT_NANOS = 2 * LinuxAbi.NANOS_PER_MILLI;
    private static final long RETRY_NANOS = 100_000;

    /**
     * Sends a datagram. It is dropped if the daemon's queue stays full for 2 ms: each message conveys its session's
     * state, so the next one makes up for the loss.
     *
     * @return false if no daemon of this user can be reached; the second tier then takes over
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean send(Pointer message, int length, Pointer address, int addressSize) {
        if (!RawFile.isOwnSocket(address)) {
            return false;
        }
        int descriptor = RawLibc.socket(LinuxAbi.AF_UNIX, LinuxAbi.SOCK_DGRAM | LinuxAbi.SOCK_CLOEXEC, 0);
        if (descriptor < 0) {
            return false;
        }
        long deadline = 0;
        while (RawLibc.sendto(
                        descriptor, message, WordFactory.unsigned(length), LinuxAbi.MSG_DONTWAIT, address, addressSize)
                < 0) {
            int errno = RawLibc.errno();
            if (errno != Errno.EAGAIN && errno != Errno.ENOBUFS && errno != Errno.EINTR) {
                RawLibc.close(descriptor);
                return false;
            }
            long now = RawLibc.monotonicNanos();
            deadline = deadline == 0 ? now + SEND_TIMEOUT_NANOS : deadline;
            if (now >= deadline) {
                return true;
            }
            RawLibc.sleep(RETRY_NANOS);
        }
        return true;
    }

    private RawSocket() {}
}
