package dev.llmbridge.daemon;

import dev.llmbridge.protocol.Words;
import dev.llmbridge.session.Moment;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The thread that waits on the socket: drains it fully each time, and only hands on. */
final class DatagramListener implements Runnable {
    private static final Logger LOG = Logger.getLogger(DatagramListener.class);

    private final BridgeSocket socket;
    private final EventLoop loop;
    private final Supplier<Moment> clock;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Words.MAX_DATAGRAM);

    DatagramListener(BridgeSocket socket, EventLoop loop, Supplier<Moment> clock) {
        this.socket = socket;
        this.loop = loop;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            listen();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() throws InterruptedException {
        try {
            while (socket.isOpen()) {
                socket.awaitDatagram();
                drain();
            }
        } catch (ClosedSelectorException e) {
            LOG.debug("socket closed");
        } catch (IOException e) {
            if (socket.isOpen()) {
                LOG.errorf("the socket failed: %s", e.getMessage());
                loop.put(new Incoming.SocketLost());
            }
        }
    }

    private void drain() throws IOException, InterruptedException {
        while (socket.hasDatagram()) {
            buffer.clear();
            Optional<SocketAddress> sender = socket.receive(buffer);
            buffer.flip();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            loop.put(new Incoming.Datagram(bytes, clock.get(), sender));
        }
    }
}
