package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.DatagramClient.SendResult;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.Libc.ReceivedDatagram;
import dev.llmbridge.posix.PeerAddress;
import dev.llmbridge.posix.TrustedUsers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
@ParameterizedClass
@MethodSource("dev.llmbridge.daemon.SocketProviders#all")
class DaemonSocketTest {
    @Parameter
    UnixSocket.Provider provider;

    @TempDir
    Path runtime;

    private final Libc libc = Libc.current();
    private Path path;
    private BoundSocket bound;
    private DaemonSocket socket;

    @BeforeEach
    void listen() throws Exception {
        path = runtime.resolve("llm-bridge.sock");
        bound = BoundSocket.bindTemporary(provider, path, 1);
        bound.moveTo(path, libc);
        socket = new DaemonSocket(bound.socket(), libc);
    }

    @AfterEach
    void close() throws Exception {
        socket.close();
        bound.close();
    }

    @Test
    void a_datagram_from_an_unnamed_socket_is_received() throws Exception {
        send("EVENT:stop");

        socket.awaitDatagram();

        assertThat(receive()).isEqualTo("EVENT:stop");
    }

    @Test
    void receiving_does_not_block() throws Exception {
        assertThat(socket.receive()).isEmpty();
    }

    @Test
    void a_datagram_after_an_empty_one_is_received() throws Exception {
        send("");
        send("EVENT:stop");

        socket.awaitDatagram();
        assertThat(receive()).isEmpty();
        socket.awaitDatagram();
        assertThat(receive()).isEqualTo("EVENT:stop");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 60_000, 150_000})
    void clients_that_do_not_read_do_not_prevent_answers_to_others(int length) throws Exception {
        List<Integer> clients = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int client = libc.datagramSocket();
            clients.add(client);
            libc.connect(client, path);
            libc.autobind(client);
        }
        for (int round = 0; round < 12; round++) {
            for (int client : clients) {
                libc.sendWithoutBlocking(client, bytes("QUERY:sessions"), 14);
                socket.answer(
                        () -> new byte[length],
                        socket.receive().orElseThrow().sender().orElseThrow());
            }
        }

        CompletableFuture<Optional<byte[]>> answer = query(Duration.ofMillis(500));
        socket.awaitDatagram();
        socket.answer(
                () -> bytes("pong"), socket.receive().orElseThrow().sender().orElseThrow());

        assertThat(answer.get())
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("pong"));
        clients.forEach(libc::close);
    }

    @Test
    void a_client_with_the_address_of_an_earlier_one_is_answered_although_others_do_not_read() throws Exception {
        int other = askWithoutReading();
        PeerAddress others = socket.receive().orElseThrow().sender().orElseThrow();
        socket.answer(() -> new byte[100_000], others);
        int client = askWithoutReading();
        PeerAddress address = socket.receive().orElseThrow().sender().orElseThrow();

        for (int i = 0; i < 3; i++) {
            socket.answer(() -> new byte[2_000], address);
        }

        assertThat(libc.receiveWithoutBlocking(client, new byte[2_000])).isEqualTo(2_000);
        assertThat(libc.receiveWithoutBlocking(client, new byte[2_000])).isEqualTo(2_000);
        assertThat(libc.receiveWithoutBlocking(client, new byte[2_000])).isEqualTo(-Errno.EAGAIN);
        libc.close(client);
        libc.close(other);
    }

    private CompletableFuture<Optional<byte[]>> query(Duration timeout) {
        return CompletableFuture.supplyAsync(() -> new DatagramClient(libc, TrustedUsers.of(libc, path.getParent()))
                .query(path, bytes("QUERY:ping"), timeout));
    }

    @Test
    void a_client_with_an_autobound_address_receives_its_answer() throws Exception {
        CompletableFuture<Optional<byte[]>> answer = query(Duration.ofSeconds(20));

        socket.awaitDatagram();
        PeerAddress client = socket.receive().orElseThrow().sender().orElseThrow();
        socket.answer(() -> bytes("pong"), client);

        assertThat(answer.get().orElseThrow()).asString(StandardCharsets.UTF_8).isEqualTo("pong");
    }

    @Test
    void a_client_that_does_not_read_does_not_block_the_daemon() throws Exception {
        int descriptor = askWithoutReading();
        socket.awaitDatagram();
        PeerAddress client = socket.receive().orElseThrow().sender().orElseThrow();
        byte[] answer = new byte[100_000];

        for (int i = 0; i < 1_000; i++) {
            socket.answer(() -> answer, client);
        }

        assertThat(libc.nextDatagramLength(descriptor))
                .as("the length of the first answer")
                .isEqualTo(100_000);
        libc.close(descriptor);
    }

    @Test
    void an_answer_to_a_closed_client_is_dropped() throws Exception {
        int descriptor = askWithoutReading();
        socket.awaitDatagram();
        PeerAddress client = socket.receive().orElseThrow().sender().orElseThrow();
        libc.close(descriptor);

        socket.answer(() -> bytes("pong"), client);
        send("EVENT:stop");

        socket.awaitDatagram();
        assertThat(receive()).isEqualTo("EVENT:stop");
    }

    private int askWithoutReading() {
        int descriptor = libc.datagramSocket();
        assertThat(libc.autobind(descriptor)).isNotNegative();
        assertThat(libc.connect(descriptor, path)).isNotNegative();
        byte[] query = bytes("QUERY:status");
        assertThat(libc.sendWithoutBlocking(descriptor, query, query.length)).isEqualTo(query.length);
        return descriptor;
    }

    private void send(String text) {
        byte[] bytes = bytes(text);
        assertThat(new DatagramClient(libc, TrustedUsers.of(libc, path.getParent())).send(path, bytes, bytes.length))
                .isEqualTo(SendResult.SENT);
    }

    private String receive() {
        ReceivedDatagram received = socket.receive().orElseThrow();
        assertThat(received.sender()).as("the address to answer to").isEmpty();
        return new String(received.bytes(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
