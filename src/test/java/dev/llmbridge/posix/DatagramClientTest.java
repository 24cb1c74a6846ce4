package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.posix.DatagramClient.SendResult;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

class DatagramClientTest {
    private static final TrustedUsers SELF = TrustedUsers.of(Libc.current(), Path.of("/"));

    private static final Duration LONG_TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    private Path socket;
    private AFUNIXDatagramSocket receiver;
    private final DatagramClient client = new DatagramClient(Libc.current(), SELF);

    @BeforeEach
    void listen() throws IOException {
        socket = dir.resolve("socket");
        receiver = listenAt(socket);
    }

    private static AFUNIXDatagramSocket listenAt(Path path) throws IOException {
        AFUNIXDatagramSocket receiver = AFUNIXDatagramSocket.newInstance();
        receiver.bind(AFUNIXSocketAddress.of(path));
        receiver.setSoTimeout((int) LONG_TIMEOUT.toMillis());
        return receiver;
    }

    @AfterEach
    void stopListening() {
        receiver.close();
    }

    private DatagramPacket receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[300_000], 300_000);
        receiver.receive(packet);
        return packet;
    }

    private SocketAddress receiveQuery() throws IOException {
        AFUNIXSocketAddress asker = receiver.getChannel().receive(ByteBuffer.allocate(100));
        byte[] name = asker.getPathAsBytes();
        // junixsocket pads an abstract name with zeros, which makes it a different name.
        int length = name.length;
        while (length > 1 && name[length - 1] == 0) {
            length--;
        }
        return AFUNIXSocketAddress.of(Arrays.copyOf(name, length));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] pattern(int length) {
        byte[] pattern = new byte[length];
        for (int i = 0; i < length; i++) {
            pattern[i] = (byte) (i * 31 + i / 251);
        }
        return pattern;
    }

    @Test
    void only_the_given_number_of_bytes_is_sent() throws Exception {
        assertThat(client.send(socket, bytes("EVENT:stop and more"), 10)).isEqualTo(SendResult.SENT);
        DatagramPacket packet = receive();
        assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
                .isEqualTo("EVENT:stop");
    }

    @Test
    void the_longest_datagram_arrives_completely() throws Exception {
        byte[] longest = pattern(LinuxAbi.MAX_DATAGRAM);
        assertThat(client.send(socket, longest, longest.length)).isEqualTo(SendResult.SENT);
        DatagramPacket packet = receive();
        assertThat(Arrays.copyOf(packet.getData(), packet.getLength())).isEqualTo(longest);
    }

    @Test
    void a_longer_datagram_is_too_large() {
        assertThat(client.send(socket, new byte[LinuxAbi.MAX_DATAGRAM + 1], LinuxAbi.MAX_DATAGRAM + 1))
                .isEqualTo(SendResult.TOO_LARGE);
    }

    @Test
    void a_datagram_larger_than_the_send_buffer_fails_with_emsgsize() {
        Libc libc = Libc.current();
        int descriptor = libc.datagramSocket();
        libc.connect(descriptor, socket);
        libc.setSendBuffer(descriptor, 4096);
        assertThat(libc.sendWithoutBlocking(descriptor, new byte[8192 - 32], 8192 - 32))
                .isEqualTo(8192 - 32);
        assertThat(libc.sendWithoutBlocking(descriptor, new byte[8192], 8192 - 31))
                .isEqualTo(-Errno.EMSGSIZE);
        libc.setSendBuffer(descriptor, (LinuxAbi.MAX_DATAGRAM + LinuxAbi.DATAGRAM_OVERHEAD) / 2);
        assertThat(libc.sendWithoutBlocking(descriptor, new byte[LinuxAbi.MAX_DATAGRAM], LinuxAbi.MAX_DATAGRAM))
                .isEqualTo(LinuxAbi.MAX_DATAGRAM);
        libc.close(descriptor);
    }

    @Test
    void a_path_without_a_listening_socket_means_no_daemon() throws Exception {
        Path stale = dir.resolve("stale");
        listenAt(stale).close();
        if (Files.notExists(stale)) {
            throw new AssertionError("the socket's file should still exist");
        }
        Path file = Files.createFile(dir.resolve("file"));
        for (Path path : new Path[] {
            stale, file, file.resolve("below"), dir, dir.resolve("nothing"), Path.of(""), dir.resolve("x".repeat(200))
        }) {
            assertThat(client.send(path, bytes("x"), 1)).as("%s", path).isEqualTo(SendResult.NO_DAEMON);
            assertThat(client.query(path, bytes("x"), LONG_TIMEOUT))
                    .as("%s", path)
                    .isEmpty();
        }
    }

    @Test
    void a_path_has_at_most_107_bytes() throws Exception {
        Path longest = dir.resolve("x".repeat(107 - dir.toString().length() - 1));
        assertThat(longest.toString()).hasSize(107);
        listenAt(longest).close();
        receiver.close();
        receiver = listenAt(Path.of(longest.toString().replaceAll("x$", "y")));
        assertThat(client.send(Path.of(longest.toString().replaceAll("x$", "y")), bytes("x"), 1))
                .isEqualTo(SendResult.SENT);
        assertThat(Libc.current().connect(0, Path.of(longest + "x"))).isEqualTo(-Errno.ENAMETOOLONG);
    }

    @Test
    void sending_to_a_full_queue_fails_after_two_milliseconds() {
        while (client.send(socket, bytes("fill"), 4) == SendResult.SENT) {}
        long since = System.nanoTime();
        assertThat(client.send(socket, bytes("more"), 4)).isEqualTo(SendResult.QUEUE_FULL);
        assertThat(System.nanoTime() - since).isBetween(2_000_000L, LONG_TIMEOUT.toNanos());
    }

    @Test
    void a_socket_becomes_writable_when_a_full_queue_has_room_again() throws Exception {
        Libc libc = Libc.current();
        int descriptor = libc.datagramSocket();
        libc.connect(descriptor, socket);
        int queued = 0;
        while (libc.sendWithoutBlocking(descriptor, bytes("fill"), 4) == 4) {
            queued++;
        }
        assertThat(libc.awaitWritable(descriptor, 1_000_000)).as("full queue").isZero();
        CompletableFuture<Integer> waiting =
                CompletableFuture.supplyAsync(() -> libc.awaitWritable(descriptor, LONG_TIMEOUT.toNanos()));
        for (int i = 0; i < queued; i++) {
            receive();
        }
        assertThat(waiting.get()).isEqualTo(1);
        assertThat(libc.sendWithoutBlocking(descriptor, bytes("more"), 4)).isEqualTo(4);
        libc.close(descriptor);
    }

    /** A client's sends return the scripted results; its other calls succeed. */
    private static final class ScriptedSocket extends FakeLibc {
        final Queue<Integer> results = new ArrayDeque<>();
        int open;
        int sendBuffer;

        ScriptedSocket(Integer... results) {
            this.results.addAll(Arrays.asList(results));
        }

        @Override
        public Optional<FileStat> status(Path file) {
            return Optional.of(new FileStat(LinuxAbi.S_IFSOCK, SELF.self(), 0, 0));
        }

        @Override
        public int datagramSocket() {
            open++;
            return 7;
        }

        @Override
        public int connect(int descriptor, Path path) {
            return 0;
        }

        @Override
        public int sendWithoutBlocking(int descriptor, byte[] datagram, int length) {
            return results.remove();
        }

        @Override
        public int awaitWritable(int descriptor, long nanos) {
            assertThat(nanos).isBetween(1L, 2_000_000L);
            return 1;
        }

        @Override
        public int setSendBuffer(int descriptor, int bytes) {
            sendBuffer = bytes;
            return 0;
        }

        @Override
        public int close(int descriptor) {
            open--;
            return 0;
        }

        SendResult send(int length) {
            SendResult outcome = new DatagramClient(this, SELF).send(Path.of("socket"), new byte[length], length);
            assertThat(open).as("open sockets").isZero();
            return outcome;
        }
    }

    @Test
    void an_interrupted_send_is_repeated() {
        assertThat(new ScriptedSocket(-Errno.EINTR, -Errno.EINTR, 1).send(1)).isEqualTo(SendResult.SENT);
    }

    @Test
    void a_datagram_is_sent_when_the_queue_has_room_again() {
        assertThat(new ScriptedSocket(-Errno.EAGAIN, 1).send(1)).isEqualTo(SendResult.SENT);
    }

    @Test
    void a_refused_connection_means_no_daemon() {
        assertThat(new ScriptedSocket(-Errno.ECONNREFUSED).send(1)).isEqualTo(SendResult.NO_DAEMON);
    }

    @Test
    void a_small_send_buffer_is_enlarged_once() {
        ScriptedSocket small = new ScriptedSocket(-Errno.EMSGSIZE, 100_000);
        assertThat(small.send(100_000)).isEqualTo(SendResult.SENT);
        assertThat(small.sendBuffer * 2).isEqualTo(LinuxAbi.MAX_DATAGRAM + LinuxAbi.DATAGRAM_OVERHEAD);
        assertThat(new ScriptedSocket(-Errno.EMSGSIZE, -Errno.EMSGSIZE).send(100_000))
                .isEqualTo(SendResult.TOO_LARGE);
    }

    @Test
    void nothing_is_sent_to_another_users_socket_or_to_anything_but_a_socket() {
        Path path = Path.of("/daemon");
        TrustedUsers another = new TrustedUsers(SELF.self() + 1, OptionalInt.empty());
        DatagramClient ofAnother = new DatagramClient(new ScriptedSocket(), another);
        assertThat(ofAnother.send(path, new byte[1], 1)).isEqualTo(SendResult.NO_DAEMON);
        assertThat(ofAnother.query(path, new byte[1], LONG_TIMEOUT)).isEmpty();

        FakeLibc pipe = new FakeLibc() {
            @Override
            public Optional<FileStat> status(Path file) {
                return Optional.of(new FileStat(0x1000, SELF.self(), 0, 0));
            }
        };
        assertThat(new DatagramClient(pipe, SELF).send(path, new byte[1], 1)).isEqualTo(SendResult.NO_DAEMON);
    }

    @Test
    void a_query_returns_the_answer() {
        byte[] answer = pattern(200_000);
        CompletableFuture<Void> daemon = CompletableFuture.runAsync(() -> {
            try {
                SocketAddress asker = receiveQuery();
                receiver.getChannel().send(ByteBuffer.wrap(answer), asker);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(client.query(socket, bytes("QUERY:status"), LONG_TIMEOUT))
                .hasValueSatisfying(received -> assertThat(received).isEqualTo(answer));
        daemon.join();
    }

    @Test
    void a_query_without_an_answer_ends_at_its_timeout() {
        long since = System.nanoTime();
        assertThat(client.query(socket, bytes("QUERY:status"), Duration.ofMillis(50)))
                .isEmpty();
        assertThat(System.nanoTime() - since).isBetween(45_000_000L, LONG_TIMEOUT.toNanos());
    }

    @Test
    void the_kernel_rejects_an_answer_from_another_socket() throws Exception {
        CompletableFuture<Optional<byte[]>> answer =
                CompletableFuture.supplyAsync(() -> client.query(socket, bytes("QUERY:status"), LONG_TIMEOUT));
        SocketAddress asker = receiveQuery();
        try (AFUNIXDatagramSocket stranger = AFUNIXDatagramSocket.newInstance()) {
            assertThatThrownBy(() -> stranger.getChannel().send(ByteBuffer.wrap(bytes("lie")), asker))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not permitted");
        }
        receiver.getChannel().send(ByteBuffer.wrap(bytes("truth")), asker);
        assertThat(answer.get())
                .hasValueSatisfying(received -> assertThat(received).asString().isEqualTo("truth"));
    }
}
