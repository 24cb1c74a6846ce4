package dev.llmbridge.daemon;

import dev.llmbridge.posix.Libc;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.Optional;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.FileDescriptorCast;

/** The daemon's end of the socket: one thread waits and receives, any thread may answer. */
final class BridgeSocket implements AutoCloseable {
    private final AFUNIXDatagramChannel channel;
    private final Selector selector;
    private final Libc libc;
    private final int descriptor;

    /**
     * Takes over a bound channel.
     *
     * @throws IOException where it cannot be waited on
     */
    BridgeSocket(AFUNIXDatagramChannel channel, Libc libc) throws IOException {
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
     * Whether a datagram is there. Asked of the kernel: to receive where there is none costs the library an exception,
     * and with it a hundred times as long.
     */
    boolean hasDatagram() {
        return libc.nextDatagramLength(descriptor) >= 0;
    }

    /**
     * Receives the datagram that is there into {@code buffer}.
     *
     * @return the sender's address, where it has one
     */
    Optional<SocketAddress> receive(ByteBuffer buffer) throws IOException {
        return Optional.ofNullable(channel.receive(buffer)).map(BridgeSocket::withoutPadding);
    }

    /** The library pads a name that the kernel chose with zeros to the full length; nobody has the padded name. */
    private static SocketAddress withoutPadding(SocketAddress address) {
        if (!(address instanceof AFUNIXSocketAddress unix)) {
            return address;
        }
        byte[] path = unix.getPathAsBytes();
        int length = path.length;
        while (length > 0 && path[length - 1] == 0) {
            length--;
        }
        try {
            return length == 0 ? address : AFUNIXSocketAddress.of(Arrays.copyOf(path, length));
        } catch (IOException e) {
            return address;
        }
    }

    /** Answers without ever waiting: a client that does not read loses its answer. */
    void answer(byte[] answer, SocketAddress to) {
        try {
            channel.send(ByteBuffer.wrap(answer), to);
        } catch (IOException e) {
            // The client is gone or its queue is full; it stops waiting by itself.
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
