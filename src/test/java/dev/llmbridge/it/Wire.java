package dev.llmbridge.it;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A client of the daemon's socket that shares no code with the program. Not thread-safe. */
final class Wire implements AutoCloseable {
    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final int LONGEST_PATH = 107;
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final short POLLIN = 1;

    /** A bound socket, for queries. */
    private final int querySocket;

    /** An unbound socket, for messages that cannot be answered. */
    private final int messageSocket;

    private Wire(int querySocket, int messageSocket) {
        this.querySocket = querySocket;
        this.messageSocket = messageSocket;
    }

    /** @throws IOException if no daemon is listening on this path */
    static Wire to(Path daemon) throws IOException {
        byte[] path = daemon.toString().getBytes(StandardCharsets.UTF_8);
        if (path.length > LONGEST_PATH) {
            throw new IllegalArgumentException("too long for a socket: " + daemon);
        }
        Wire wire = new Wire(socket(), socket());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(2 + LONGEST_PATH + 1);
            address.set(ValueLayout.JAVA_SHORT, 0, AF_UNIX);
            // Bound to a name that the kernel chooses (only the family is given), so that answers can come back.
            boolean bound = Kernel.call("bind", wire.querySocket, address, 2) == 0;
            MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, 2, path.length);
            int length = (int) address.byteSize();
            if (!bound
                    || Kernel.call("connect", wire.querySocket, address, length) != 0
                    || Kernel.call("connect", wire.messageSocket, address, length) != 0) {
                wire.close();
                throw new IOException("no daemon is listening on " + daemon);
            }
        }
        return wire;
    }

    private static int socket() {
        return Kernel.call("socket", (int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    }

    /** Sends one datagram, waiting while the daemon's queue is full. */
    void send(byte[] datagram) {
        send(messageSocket, datagram);
    }

    /** Sends the same message until the daemon's queue is full; the daemon must be suspended. */
    void fillQueue(String datagram) {
        byte[] bytes = datagram.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            int flags = MSG_NOSIGNAL | MSG_DONTWAIT;
            while (Kernel.callLong("send", messageSocket, memory, (long) bytes.length, flags) == bytes.length) {
                // The queue holds a limited number of datagrams (net.unix.max_dgram_qlen).
            }
        }
    }

    void send(String datagram) {
        send(datagram.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(int descriptor, byte[] datagram) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(Math.max(1, datagram.length));
            MemorySegment.copy(datagram, 0, bytes, ValueLayout.JAVA_BYTE, 0, datagram.length);
            long sent = Kernel.callLong("send", descriptor, bytes, (long) datagram.length, MSG_NOSIGNAL);
            if (sent != datagram.length) {
                throw new IllegalStateException("not sent: " + datagram.length + " bytes");
            }
        }
    }

    /** Asks without reading the answer, unless the daemon's queue is full. */
    void askWithoutReading(String question) {
        byte[] bytes = question.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            Kernel.callLong("send", querySocket, memory, (long) bytes.length, MSG_NOSIGNAL | MSG_DONTWAIT);
        }
    }

    Optional<String> ask(String question, Duration timeout) {
        while (receive(Duration.ZERO).isPresent()) {
            // A late answer to an earlier query.
        }
        sendQuery(question);
        return receive(timeout);
    }

    /** Waits until the daemon's socket has room for the question. */
    void sendQuery(String question) {
        send(querySocket, question.getBytes(StandardCharsets.UTF_8));
    }

    Optional<String> receive(Duration timeout) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment poll = arena.allocate(8, 4);
            poll.set(ValueLayout.JAVA_INT, 0, querySocket);
            poll.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
            if (Kernel.call("poll", poll, 1L, Math.toIntExact(timeout.toMillis())) != 1) {
                return Optional.empty();
            }
            MemorySegment answer = arena.allocate(LARGEST_ANSWER);
            long length = Kernel.callLong("recv", querySocket, answer, answer.byteSize(), MSG_DONTWAIT);
            if (length < 0) {
                return Optional.empty();
            }
            byte[] bytes = answer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        Kernel.call("close", querySocket);
        Kernel.call("close", messageSocket);
    }
}
