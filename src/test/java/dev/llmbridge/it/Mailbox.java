package dev.llmbridge.it;

import dev.llmbridge.TestTimeout;
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

/** A socket in place of the daemon's, which receives exactly the bytes that clients send. */
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

    /** Returns the next datagram, waiting for it if necessary. */
    byte[] next() {
        return receive((int) TestTimeout.TIMEOUT.toMillis())
                .orElseThrow(() -> new AssertionError("no datagram arrived"));
    }

    String nextText() {
        return new String(next(), StandardCharsets.UTF_8);
    }

    /** Returns whether no datagram is queued. Reliable only after the client has exited. */
    boolean isEmpty() {
        return receive(1).isEmpty();
    }

    /** Starts a thread that sends the same answer to every sender, until the socket is closed. */
    void answer(String text) {
        Thread.ofPlatform().daemon().start(() -> answerAll(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void answerAll(byte[] answer) {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
                socket.receive(packet);
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            // The socket is closed at the end of the test.
        }
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
