package dev.llmbridge.daemon;

import dev.llmbridge.session.Timestamp;
import java.io.IOException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Waits for datagrams on the socket, and passes all that have arrived to the queue. */
final class DatagramListener implements Runnable {
    private static final Logger LOG = Logger.getLogger(DatagramListener.class);

    private final DaemonSocket socket;
    private final EventQueue queue;
    private final Supplier<Timestamp> clock;

    DatagramListener(DaemonSocket socket, EventQueue queue, Supplier<Timestamp> clock) {
        this.socket = socket;
        this.queue = queue;
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
        } catch (IOException | RuntimeException e) {
            if (socket.isOpen()) {
                LOG.errorf("the socket failed: %s", e);
                queue.put(new LoopEvent.SocketFailed());
            }
        }
    }

    private void drain() throws InterruptedException {
        while (queue.receive(() -> socket.receive(clock))) {
            // The next message may be there already.
        }
    }
}
