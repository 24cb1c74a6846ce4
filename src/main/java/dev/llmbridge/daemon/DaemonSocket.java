package dev.llmbridge.daemon;

import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.PeerAddress;
import dev.llmbridge.posix.ReceivedDatagram;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.FileDescriptorCast;

/** The daemon's end of the socket: one thread waits and receives, any thread may answer. */
final class DaemonSocket implements AutoCloseable {
    private final AFUNIXDatagramChannel channel;
    private final Selector selector;
    private final Libc libc;
    private final int descriptor;

    /**
     * Takes over a bound channel.
     *
     * @throws IOException where it cannot be waited on
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

    /** Sleeps until a datagram is there or the socket is closed. */
    void awaitDatagram() throws IOException {
        selector.select();
        selector.selectedKeys().clear();
    }

    /**
     * Receives the datagram that is there; empty where there is none. Not through the library: it makes an address of
     * many parts for each sender that has one, and an exception where there is no datagram, each of which takes longer
     * than all that the daemon does with a message.
     */
    Optional<ReceivedDatagram> receive() {
        return libc.receiveFrom(descriptor);
    }

    /** Answers without ever waiting: a client that does not read, or is gone, loses its answer. */
    void answer(byte[] answer, PeerAddress to) {
        libc.sendTo(descriptor, answer, to);
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
