package dev.llmbridge.posix;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The sending side of a Unix datagram socket. Never blocks for longer than it says. */
public final class DatagramClient {
    /** What became of a datagram. */
    public enum SendResult {
        /** The receiver's queue has it. */
        SENT,
        /** Nobody listens at that path. */
        NO_DAEMON,
        /** Somebody listens, but the queue stayed full for 2 ms. */
        GAVE_UP,
        /** More than {@link #LARGEST} bytes. */
        TOO_LARGE
    }

    /** The longest datagram, in bytes: what a send buffer of Linux' default size holds beside its own 32 bytes. */
    public static final int LARGEST = 212_960;

    /** The kernel doubles what it is asked for; twice this holds {@link #LARGEST}. */
    private static final int SEND_BUFFER = (LARGEST + 32) / 2;

    private static final long PATIENCE_NANOS = 2_000_000;

    private final Libc libc;

    public DatagramClient(Libc libc) {
        this.libc = libc;
    }

    /** Sends the first {@code length} bytes to {@code socket} as one datagram; takes at most about 2 ms. */
    public SendResult send(Path socket, byte[] bytes, int length) {
        int descriptor = libc.datagramSocket();
        if (descriptor < 0) {
            return SendResult.NO_DAEMON;
        }
        try {
            return libc.connect(descriptor, socket) < 0
                    ? SendResult.NO_DAEMON
                    : sendConnected(descriptor, bytes, length);
        } finally {
            libc.close(descriptor);
        }
    }

    /**
     * Sends {@code datagram} and waits for the answer. Connected, it takes an answer from nobody but the receiver.
     *
     * @param timeout for sending and waiting together
     * @return the answer; empty where nobody listens or none came in time
     */
    public Optional<byte[]> query(Path socket, byte[] datagram, Duration timeout) {
        long since = System.nanoTime();
        int descriptor = libc.datagramSocket();
        if (descriptor < 0) {
            return Optional.empty();
        }
        try {
            boolean asked = libc.bindToAnyName(descriptor) >= 0
                    && libc.connect(descriptor, socket) >= 0
                    && sendConnected(descriptor, datagram, datagram.length) == SendResult.SENT;
            return asked ? answer(descriptor, since, timeout.toNanos()) : Optional.empty();
        } finally {
            libc.close(descriptor);
        }
    }

    private SendResult sendConnected(int descriptor, byte[] bytes, int length) {
        if (length > LARGEST) {
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
                    long left = PATIENCE_NANOS - (System.nanoTime() - since);
                    if (left <= 0) {
                        return SendResult.GAVE_UP;
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

    private Optional<byte[]> answer(int descriptor, long since, long timeoutNanos) {
        while (true) {
            int length = libc.nextDatagramLength(descriptor);
            if (length >= 0) {
                return receive(descriptor, length);
            }
            long leftMillis = (timeoutNanos - (System.nanoTime() - since)) / LinuxAbi.NANOS_PER_MILLI;
            boolean worthWaiting = length == -Errno.EAGAIN || length == -Errno.EINTR;
            if (!worthWaiting || leftMillis <= 0) {
                return Optional.empty();
            }
            libc.awaitReadable(descriptor, (int) Math.min(leftMillis, Integer.MAX_VALUE));
        }
    }

    private Optional<byte[]> receive(int descriptor, int length) {
        byte[] answer = new byte[length];
        return libc.receiveWithoutBlocking(descriptor, answer) == length ? Optional.of(answer) : Optional.empty();
    }
}
