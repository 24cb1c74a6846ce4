package dev.llmbridge.it;

import dev.llmbridge.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** Stands in the daemon's place and keeps what clients send, to the byte. */
final class Mailbox implements AutoCloseable {
    private static final int LARGEST = 300_000;

    private final AFUNIXDatagramSocket socket;

    private Mailbox(AFUNIXDatagramSocket socket) {
        this.socket = socket;
    }

    static Mailbox at(Path path) {
        try {
            AFUNIXDatagramSocket socket = AFUNIXDatagramSocket.newInstance();
            socket.bind(AFUNIXSocketAddress.of(path));
            return new Mailbox(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next datagram, which may still be on its way. */
    byte[] next() {
        return receive((int) Patience.PATIENCE.toMillis()).orElseThrow(() -> new AssertionError("no datagram came"));
    }

    String nextText() {
        return new String(next(), StandardCharsets.UTF_8);
    }

    /** Whether nothing is there; to be asked when the client has ended. */
    boolean isEmpty() {
        return receive(1).isEmpty();
    }

    private Optional<byte[]> receive(int millis) {
        try {
            socket.setSoTimeout(millis);
            DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
            socket.receive(packet);
            return Optional.of(Arrays.copyOf(packet.getData(), packet.getLength()));
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
