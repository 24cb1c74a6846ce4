package dev.llmbridge.daemon;

import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.Libc.ReceivedDatagram;
import dev.llmbridge.posix.PeerAddress;
import dev.llmbridge.session.Timestamp;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Receives datagrams on one thread and sends answers on another one. Answers that clients do not read take up the send
 * buffer, which all answers share. Once they exceed a part of it, each client may use only a small share of the rest.
 */
final class DaemonSocket implements AutoCloseable {
    /** The kernel reduces this to twice its limit, net.core.wmem_max, which is normally 208 KiB. */
    private static final int SEND_BUFFER = 1024 * 1024;

    private static final int MAX_UNRESERVED = 64 * 1024;
    /** Roughly what the kernel adds to a short answer. */
    private static final int OVERHEAD = 2 * 1024;

    /**
     * Enough for an answer of 6 KiB, or for two to pings, of up to 2 KiB: a new client may have the address of an
     * earlier one.
     */
    private static final int SHARE = 2 * (OVERHEAD + 2 * 1024);

    private static final int MAX_REMEMBERED = 1_024;

    private final UnixSocket socket;
    private final Libc libc;
    /** What clients have used of the reserved part in bytes; those that were answered last are at the end. */
    private final Map<PeerAddress, Integer> used = new LinkedHashMap<>();

    /** Takes over a socket. */
    DaemonSocket(UnixSocket socket, Libc libc) {
        this.socket = socket;
        this.libc = libc;
        libc.setSendBuffer(socket.descriptor(), SEND_BUFFER);
    }

    boolean isOpen() {
        return socket.isOpen();
    }

    /** Blocks until a datagram arrives or the socket is closed. */
    void awaitDatagram() throws IOException {
        socket.awaitDatagram();
    }

    /** Receives a datagram without blocking; empty if there is none. */
    synchronized Optional<ReceivedDatagram> receive() {
        return socket.isOpen() ? libc.receiveFrom(socket.descriptor()) : Optional.empty();
    }

    /** Receives a datagram, like {@link #receive()}, as an event. */
    Optional<LoopEvent.Datagram> receive(Supplier<Timestamp> clock) {
        return receive().map(datagram -> new LoopEvent.Datagram(datagram.bytes(), clock.get(), datagram.sender()));
    }

    /**
     * Sends an answer without blocking. It is lost if the client does not read or is gone, or if too many clients do
     * not read.
     *
     * @param answer called only if an answer can be sent, because the longest ones take milliseconds to create
     */
    void answer(Supplier<byte[]> answer, PeerAddress to) {
        if (libc.unreceivedBytes(socket.descriptor()) <= MAX_UNRESERVED) {
            used.clear();
            libc.sendTo(socket.descriptor(), answer.get(), to);
            return;
        }
        int before = Optional.ofNullable(used.remove(to)).orElse(0);
        if (used.size() >= MAX_REMEMBERED) {
            used.remove(used.keySet().iterator().next());
        }
        if (before + OVERHEAD > SHARE) {
            used.put(to, before);
            return;
        }
        byte[] bytes = answer.get();
        int after = before + OVERHEAD + bytes.length;
        // An answer that is too long is not created again for the same client.
        used.put(to, Math.min(after, SHARE));
        if (after <= SHARE) {
            libc.sendTo(socket.descriptor(), bytes, to);
        }
    }

    /** Closes the socket, but not while it is receiving: the descriptor's number may then belong to another file. */
    @Override
    public synchronized void close() {
        socket.close();
    }
}
