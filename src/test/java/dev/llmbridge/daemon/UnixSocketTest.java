package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.DatagramClient.SendResult;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedUsers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.llmbridge.daemon.SocketProviders#all")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class UnixSocketTest {
    @Parameter
    UnixSocket.Provider provider;

    @TempDir
    Path runtime;

    private final Libc libc = Libc.current();
    private Path path;

    @BeforeEach
    void choosePath() {
        path = runtime.resolve("llm-bridge.sock");
    }

    @Test
    void a_bound_socket_knows_its_path_and_receives_datagrams() throws IOException {
        try (UnixSocket socket = provider.bind(path)) {
            assertThat(socket.path()).hasValue(path);
            assertThat(socket.isOpen()).isTrue();
            assertThat(send("EVENT:stop")).isEqualTo(SendResult.SENT);

            socket.awaitDatagram();

            assertThat(libc.receiveFrom(socket.descriptor()))
                    .hasValueSatisfying(datagram -> assertThat(datagram.bytes())
                            .asString(StandardCharsets.UTF_8)
                            .isEqualTo("EVENT:stop"));
        }
    }

    @Test
    void a_path_with_a_letter_outside_ascii_is_kept() throws IOException {
        path = runtime.resolve("lüm-bridge.sock");
        try (UnixSocket socket = provider.bind(path)) {
            assertThat(socket.path()).hasValue(path);
            assertThat(path.toFile()).exists();
        }
    }

    @Test
    void an_existing_file_prevents_binding() throws IOException {
        Files.writeString(path, "somebody's");
        assertThatThrownBy(() -> provider.bind(path)).isInstanceOf(IOException.class);
        assertThat(path).hasContent("somebody's");
    }

    @Test
    void a_missing_directory_prevents_binding() {
        assertThatThrownBy(() -> provider.bind(runtime.resolve("missing/s"))).isInstanceOf(IOException.class);
    }

    @Test
    void a_path_of_107_bytes_can_be_bound_and_one_of_108_cannot() throws IOException {
        Path longest = ofLength(107);
        try (UnixSocket socket = provider.bind(longest)) {
            assertThat(socket.path()).hasValue(longest);
        }
        assertThatThrownBy(() -> provider.bind(ofLength(108))).isInstanceOf(IOException.class);
    }

    private Path ofLength(int bytes) {
        return runtime.resolve("x".repeat(bytes - runtime.toString().length() - 1));
    }

    @Test
    void a_closed_socket_leaves_its_file_and_accepts_no_datagrams() throws IOException {
        UnixSocket socket = provider.bind(path);

        socket.close();

        assertThat(socket.isOpen()).isFalse();
        assertThat(path.toFile()).exists();
        assertThat(send("x")).isEqualTo(SendResult.NO_DAEMON);
        assertThatCode(socket::awaitDatagram).doesNotThrowAnyException();
        assertThatCode(socket::close).doesNotThrowAnyException();
    }

    @Test
    void closing_wakes_a_waiting_thread() throws Exception {
        UnixSocket socket = provider.bind(path);
        FutureTask<Void> wait = new FutureTask<>(() -> {
            socket.awaitDatagram();
            return null;
        });
        Thread waiter = Thread.ofPlatform().daemon().start(wait);
        await().until(() -> isWaiting(waiter));
        assertThat(wait).isNotDone();

        socket.close();

        wait.get();
        assertThat(socket.isOpen()).isFalse();
    }

    private static boolean isWaiting(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .map(StackTraceElement::getMethodName)
                .anyMatch(method -> method.equals("select") || method.equals("poll"));
    }

    @Test
    void closing_many_sockets_leaves_no_descriptors_open() throws IOException {
        provider.bind(path).close();
        int before = openDescriptors();
        for (int i = 0; i < 50; i++) {
            Files.delete(path);
            provider.bind(path).close();
        }
        assertThat(openDescriptors()).isLessThan(before + 50);
    }

    private static int openDescriptors() {
        return Path.of("/proc/self/fd").toFile().list().length;
    }

    @Test
    void a_socket_is_closed_on_exec() throws IOException {
        try (UnixSocket socket = provider.bind(path)) {
            assertThat(Files.readAllLines(Path.of("/proc/self/fdinfo/" + socket.descriptor())))
                    .filteredOn(line -> line.startsWith("flags:"))
                    .singleElement()
                    .satisfies(line -> assertThat(
                                    Integer.parseInt(line.substring(6).strip(), 8) & 02000000)
                            .isNotZero());
        }
    }

    @Test
    void an_inherited_socket_receives_what_was_sent_before() throws IOException {
        int descriptor = libc.datagramSocket();
        libc.bind(descriptor, path);
        assertThat(send("EVENT:stop")).isEqualTo(SendResult.SENT);

        try (UnixSocket socket = provider.inherit(descriptor)) {
            assertThat(socket.descriptor()).isEqualTo(descriptor);
            assertThat(socket.path()).hasValue(path);
            socket.awaitDatagram();
            assertThat(libc.receiveFrom(descriptor)).isPresent();
        }
    }

    @Test
    void an_inherited_socket_with_an_abstract_name_has_no_path() throws IOException {
        int descriptor = libc.datagramSocket();
        libc.autobind(descriptor);
        try (UnixSocket socket = provider.inherit(descriptor)) {
            assertThat(socket.path()).isEmpty();
        }
    }

    @Test
    void a_descriptor_that_is_no_socket_cannot_be_inherited() {
        int file = libc.memoryFile();
        assertThatThrownBy(() -> provider.inherit(file)).isInstanceOf(IOException.class);
        libc.close(file);
    }

    private SendResult send(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return new DatagramClient(libc, TrustedUsers.of(libc, runtime)).send(path, bytes, bytes.length);
    }
}
