package dev.llmbridge.it;

import dev.llmbridge.TestTimeout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.FileDescriptorCast;

/** A socket in place of the daemon's, which receives exactly the bytes that clients send. */
final class Mailbox implements AutoCloseable {
    private static final int LARGEST = 300_000;
    private static final int SOCKADDR_SIZE = 110;

    private final AFUNIXDatagramSocket socket;
    private final AtomicReference<Optional<String>> answer = new AtomicReference<>(Optional.empty());

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

    /** From now on, sends this text to every sender; starts a thread for that, which ends when the socket is closed. */
    void answer(String text) {
        if (answer.getAndSet(Optional.of(text)).isEmpty()) {
            Thread.ofPlatform().daemon().start(this::answerAll);
        }
    }

    /** Uses the C functions: the socket library does not pass on the names that the kernel chooses for clients. */
    private void answerAll() {
        try (Arena arena = Arena.ofConfined()) {
            int descriptor =
                    FileDescriptorCast.using(socket.getFileDescriptor()).as(Integer.class);
            MemorySegment request = arena.allocate(LARGEST);
            MemorySegment sender = arena.allocate(SOCKADDR_SIZE);
            MemorySegment senderSize = arena.allocate(ValueLayout.JAVA_INT);
            while (!socket.isClosed()) {
                senderSize.set(ValueLayout.JAVA_INT, 0, SOCKADDR_SIZE);
                Kernel.callLong("recvfrom", descriptor, request, request.byteSize(), 0, sender, senderSize);
                byte[] bytes = answer.get().orElseThrow().getBytes(StandardCharsets.UTF_8);
                MemorySegment reply = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
                int size = senderSize.get(ValueLayout.JAVA_INT, 0);
                Kernel.callLong("sendto", descriptor, reply, reply.byteSize(), 0, sender, size);
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
