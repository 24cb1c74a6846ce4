package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.DatagramClient.SendResult;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.newsclub.net.unix.AFUNIXServerSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

@ParameterizedClass
@MethodSource("dev.llmbridge.daemon.SocketProviders#all")
class BoundSocketTest {
    @Parameter
    UnixSocket.Provider provider;

    private static final int PID = 4711;

    @TempDir
    Path runtime;

    private final Libc libc = Libc.current();
    private Path path;

    @BeforeEach
    void choosePath() {
        path = runtime.resolve("llm-bridge.sock");
    }

    @Test
    void clients_cannot_find_the_socket_before_it_is_moved() throws Exception {
        try (BoundSocket socket = bind()) {
            assertThat(socket.socket().isOpen()).isTrue();
            assertThat(path).doesNotExist();
            assertThat(send()).isEqualTo(SendResult.NO_DAEMON);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void the_moved_socket_is_private_to_its_owner_and_receives_datagrams() throws Exception {
        try (BoundSocket socket = bind()) {
            socket.moveTo(path, libc);

            assertThat(files()).containsExactly(path);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
            assertThat(send()).isEqualTo(SendResult.SENT);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void the_socket_is_private_to_its_owner_before_it_is_moved() throws Exception {
        try (BoundSocket socket = bind()) {
            assertThat(socket.socket().isOpen()).isTrue();
            assertThat(files()).singleElement().satisfies(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void the_socket_of_a_dead_daemon_is_replaced() throws Exception {
        leaveDeadSocket(path);
        assertThat(send()).isEqualTo(SendResult.NO_DAEMON);

        try (BoundSocket socket = bind()) {
            socket.moveTo(path, libc);

            assertThat(send()).isEqualTo(SendResult.SENT);
        }
    }

    @Test
    void a_file_left_by_a_killed_daemon_with_the_same_pid_is_replaced() throws Exception {
        Files.createFile(runtime.resolve(".llm-bridge." + PID));

        try (BoundSocket socket = bind()) {
            socket.moveTo(path, libc);

            assertThat(send()).isEqualTo(SendResult.SENT);
        }
    }

    @Test
    void only_dead_sockets_of_earlier_starts_are_removed() throws Exception {
        Path dead = runtime.resolve(".llm-bridge.1");
        leaveDeadSocket(dead);
        Path file = Files.createFile(runtime.resolve(".llm-bridge.2"));
        Path named = runtime.resolve(".llm-bridge.mine");
        leaveDeadSocket(named);
        try (BoundSocket starting = BoundSocket.bindTemporary(provider, path, PID)) {
            BoundSocket.removeLeftovers(path, libc);

            assertThat(starting.socket().isOpen()).isTrue();
            assertThat(files()).containsExactlyInAnyOrder(runtime.resolve(".llm-bridge." + PID), file, named);
        }
    }

    @Test
    void a_file_is_not_replaced() throws Exception {
        Files.writeString(path, "somebody's");

        assertRefused("exists and is not a socket");

        assertThat(path).hasContent("somebody's");
    }

    @Test
    void a_directory_is_not_replaced() throws Exception {
        Files.createDirectory(path);

        assertRefused("exists and is not a socket");

        assertThat(path).isDirectory();
    }

    @Test
    void a_link_is_not_replaced_whatever_its_target() throws Exception {
        Files.createSymbolicLink(path, runtime.resolve("nowhere"));

        assertRefused("exists and is not a socket");

        assertThat(Files.isSymbolicLink(path)).isTrue();
    }

    @Test
    void a_socket_with_a_listener_is_not_replaced() throws Exception {
        try (BoundSocket other = BoundSocket.bindTemporary(provider, path, PID + 1)) {
            other.moveTo(path, libc);

            assertRefused("another program is listening");

            assertThat(send()).isEqualTo(SendResult.SENT);
        }
    }

    @Test
    void a_stream_socket_with_a_listener_is_not_replaced() throws Exception {
        try (AFUNIXServerSocket other = AFUNIXServerSocket.newInstance()) {
            other.bind(AFUNIXSocketAddress.of(path));

            assertRefused("another program is listening");

            assertThat(path.toFile()).exists();
        }
    }

    @Test
    void a_file_that_has_replaced_the_socket_is_not_removed() throws Exception {
        try (BoundSocket socket = bind()) {
            socket.moveTo(path, libc);
            Files.delete(path);
            Files.writeString(path, "somebody's");
        }

        assertThat(path).hasContent("somebody's");
    }

    @Test
    void a_path_too_long_for_clients_is_rejected() throws Exception {
        Path directory = Files.createDirectory(runtime.resolve("d".repeat(100)));
        assertThatThrownBy(() -> BoundSocket.bindTemporary(provider, directory.resolve("llm-bridge.sock"), 1))
                .isInstanceOf(DaemonException.class)
                .hasMessageContaining("107 bytes");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_missing_directory_is_an_error() {
        Path nowhere = runtime.resolve("none/llm-bridge.sock");

        assertThatThrownBy(() -> BoundSocket.bindTemporary(provider, nowhere, PID))
                .isInstanceOf(DaemonException.class)
                .hasMessageContaining("cannot create a socket in " + runtime.resolve("none"));
    }

    private void assertRefused(String reason) throws DaemonException, IOException {
        try (BoundSocket socket = bind()) {
            assertThatThrownBy(() -> socket.moveTo(path, libc))
                    .isInstanceOf(DaemonException.class)
                    .hasMessageContaining(reason)
                    .hasMessageContaining(path.toString());
        }
        assertThat(files()).containsExactly(path);
    }

    private BoundSocket bind() throws DaemonException {
        return BoundSocket.bindTemporary(provider, path, PID);
    }

    private void leaveDeadSocket(Path where) throws Exception {
        Path kept = runtime.resolve("kept");
        try (BoundSocket dead = BoundSocket.bindTemporary(provider, path, PID + 1)) {
            dead.moveTo(path, libc);
            Files.createLink(kept, path);
        }
        Files.move(kept, where);
        assertThat(Files.exists(where, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    private SendResult send() {
        return new DatagramClient(libc, TrustedUsers.of(libc, path.getParent())).send(path, new byte[] {'x'}, 1);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(runtime)) {
            return files.toList();
        }
    }
}
