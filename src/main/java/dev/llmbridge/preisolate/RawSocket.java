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

    /** The datagram is in the daemon's queue. */
    static final int SENT = 0;

    /** The daemon's queue stayed full for 2 ms. */
    static final int QUEUE_FULL = 1;

    /** No daemon of this user can be reached. */
    static final int NO_DAEMON = 2;

    /** Sends a datagram; returns {@link #SENT}, {@link #QUEUE_FULL} or {@link #NO_DAEMON}. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int send(Pointer message, int length, Pointer address, int addressSize) {
        if (!RawFile.isOwnSocket(address)) {
            return NO_DAEMON;
        }
        int descriptor = RawLibc.socket(LinuxAbi.AF_UNIX, LinuxAbi.SOCK_DGRAM | LinuxAbi.SOCK_CLOEXEC, 0);
        if (descriptor < 0) {
            return NO_DAEMON;
        }
        int result = send(descriptor, message, length, address, addressSize);
        RawLibc.close(descriptor);
        return result;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int send(int descriptor, Pointer message, int length, Pointer address, int addressSize) {
        long deadline = 0;
        while (RawLibc.sendto(
                        descriptor, message, WordFactory.unsigned(length), LinuxAbi.MSG_DONTWAIT, address, addressSize)
                < 0) {
            int errno = RawLibc.errno();
            if (errno != Errno.EAGAIN && errno != Errno.ENOBUFS && errno != Errno.EINTR) {
                return NO_DAEMON;
            }
            long now = RawLibc.monotonicNanos();
            deadline = deadline == 0 ? now + SEND_TIMEOUT_NANOS : deadline;
            if (now >= deadline) {
                return QUEUE_FULL;
            }
            RawLibc.sleep(RETRY_NANOS);
        }
        return SENT;
    }

    private RawSocket() {}
}
