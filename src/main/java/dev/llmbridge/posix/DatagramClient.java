package dev.llmbridge.posix;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends Unix datagrams to sockets of trusted users and, for queries, waits for the answer. Each method documents how
 * long it may block.
 */
public final class DatagramClient {
    /** The result of a send. */
    public enum SendResult {
        /** The datagram is in the receiver's queue. */
        SENT,
        /** No process of a trusted user can be reached at that path. */
        NO_DAEMON,
        /** A process listens, but its queue stayed full for 2 ms. */
        QUEUE_FULL,
        /** The datagram is longer than {@link LinuxAbi#MAX_DATAGRAM}. */
        TOO_LARGE
    }

    /** The kernel doubles the requested size; twice this holds {@link LinuxAbi#MAX_DATAGRAM}. */
    private static final int SEND_BUFFER = (LinuxAbi.MAX_DATAGRAM + LinuxAbi.DATAGRAM_OVERHEAD) / 2;

    private static final long SEND_TIMEOUT_NANOS = 2 * LinuxAbi.NANOS_PER_MILLI;

    private final Libc libc;
    private final TrustedUsers users;

    public DatagramClient(Libc libc, TrustedUsers users) {
        this.libc = libc;
        this.users = users;
    }

    /** Sends the first {@code length} bytes to {@code socket} as one datagram. Blocks for at most about 2 ms. */
    public SendResult send(Path socket, byte[] bytes, int length) {
        int descriptor = connect(socket);
        if (descriptor < 0) {
            return SendResult.NO_DAEMON;
        }
        try {
            return sendConnected(descriptor, bytes, length);
        } finally {
            libc.close(descriptor);
        }
    }

    /**
     * Sends {@code datagram} and waits for the answer. The socket is connected before it has a name, so only the
     * receiver can send anything to it.
     *
     * @param timeout for sending and waiting together
     * @return the answer; empty if no process listens or no answer arrived in time
     */
    public Optional<byte[]> query(Path socket, byte[] datagram, Duration timeout) {
        long since = System.nanoTime();
        int descriptor = connect(socket);
        if (descriptor < 0) {
            return Optional.empty();
        }
        try {
            boolean sent = libc.autobind(descriptor) >= 0
                    && sendConnected(descriptor, datagram, datagram.length) == SendResult.SENT;
            return sent ? awaitAnswer(descriptor, since, timeout.toNanos()) : Optional.empty();
        } finally {
            libc.close(descriptor);
        }
    }

    /** Returns a negative number if there is no socket of a trusted user or if nobody is listening on it. */
    private int connect(Path socket) {
        boolean trusted = libc.status(socket)
                .filter(status -> status.isSocket() && users.contains(status.owner()))
                .isPresent();
        int descriptor = trusted ? libc.datagramSocket() : -Errno.ENOENT;
        if (descriptor >= 0 && libc.connect(descriptor, socket) < 0) {
            libc.close(descriptor);
            return -Errno.ECONNREFUSED;
        }
        return descriptor;
    }

    private SendResult sendConnected(int descriptor, byte[] bytes, int length) {
        if (length > LinuxAbi.MAX_DATAGRAM) {
            return SendResult.TOO_LARGE;
        }
        long since = System.nanoTime();
        boolean enlarged = false;
        while (true) {
            int result = libc.sendWithoutBlocking(descriptor, bytes, length);
            if (result >= 0) {
                return SendResult.SENT;
            }
            switch (-result) {
                case Errno.EINTR -> {}
                case Errno.EAGAIN, Errno.ENOBUFS, Errno.ENOMEM -> {
                    long left = SEND_TIMEOUT_NANOS - (System.nanoTime() - since);
                    if (left <= 0) {
                        return SendResult.QUEUE_FULL;
                    }
                    libc.awaitWritable(descriptor, left);
                }
                case Errno.EMSGSIZE -> {
                    if (enlarged) {
                        return SendResult.TOO_LARGE;
                    }
                    libc.setSendBuffer(descriptor, SEND_BUFFER);
                    enlarged = true;
                }
                default -> {
                    return SendResult.NO_DAEMON;
                }
            }
        }
    }

    private Optional<byte[]> awaitAnswer(int descriptor, long since, long timeoutNanos) {
        while (true) {
            int length = libc.nextDatagramLength(descriptor);
            if (length >= 0) {
                byte[] answer = new byte[length];
                int received = libc.receiveWithoutBlocking(descriptor, answer);
                return received == length ? Optional.of(answer) : Optional.empty();
            }
            long leftMillis = (timeoutNanos - (System.nanoTime() - since)) / LinuxAbi.NANOS_PER_MILLI;
            boolean isTransient = length == -Errno.EAGAIN || length == -Errno.EINTR;
            if (!isTransient || leftMillis <= 0) {
                return Optional.empty();
            }
            libc.awaitReadable(descriptor, (int) Math.min(leftMillis, Integer.MAX_VALUE));
        }
    }
}
