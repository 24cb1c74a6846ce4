package dev.llmbridge.daemon;

import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.Libc.ReceivedDatagram;
import dev.llmbridge.posix.PeerAddress;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.FileDescriptorCast;

/** Receives datagrams on one thread and sends answers from any thread. */
final class DaemonSocket implements AutoCloseable {
    private final AFUNIXDatagramChannel channel;
    private final Selector selector;
    private final Libc libc;
    private final int descriptor;

    /**
     * Takes over a bound channel.
     *
     * @throws IOException if no selector can be opened for it
     */
    DaemonSocket(AFUNIXDatagramChannel channel, Libc libc) throws IOException {
        this.channel = channel;
        this.libc = libc;
        this.descriptor = FileDescriptorCast.using(channel.getFileDescriptor()).as(Integer.class);
        channel.configureBlocking(false);
        this.selector = channel.provider().openSelector();
        channel.register(selector, SelectionKey.OP_READ);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Blocks until a datagram arrives or the socket is closed. */
    void awaitDatagram() throws IOException {
        selector.select();
        selector.selectedKeys().clear();
    }

    /**
     * Receives a datagram without blocking; empty if there is none. This bypasses the socket library, which builds an
     * address object for each named sender and throws an exception if there is no datagram: either takes longer than
     * everything else that the daemon does with a message.
     */
    Optional<ReceivedDatagram> receive() {
        return libc.receiveFrom(descriptor);
    }

    /** Sends an answer without blocking; it is lost if the client does not read or is gone. */
    void answer(byte[] answer, PeerAddress to) {
        libc.sendTo(descriptor, answer, to);
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
