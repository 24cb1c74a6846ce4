package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.DatagramClient.SendResult;
import dev.llmbridge.posix.Libc;
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
import org.newsclub.net.unix.AFUNIXServerSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

class BoundSocketTest {
    private static final int PID = 4711;

    @TempDir
    Path runtime;

    private final Libc libc = Libc.current();
    private Path place;

    @BeforeEach
    void place() {
        place = runtime.resolve("llm-bridge.sock");
    }

    @Test
    void clients_cannot_find_the_socket_before_it_is_moved() throws Exception {
        try (BoundSocket socket = bind()) {
            assertThat(socket.channel().isOpen()).isTrue();
            assertThat(place).doesNotExist();
            assertThat(send()).isEqualTo(SendResult.NO_DAEMON);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void at_its_place_it_takes_datagrams_of_its_owner_alone() throws Exception {
        try (BoundSocket socket = bind()) {
            socket.moveTo(place, libc);

            assertThat(files()).containsExactly(place);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                    .isEqualTo("rw-------");
            assertThat(send()).isEqualTo(SendResult.SENT);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void it_is_the_owners_alone_before_it_is_moved() throws Exception {
        try (BoundSocket socket = bind()) {
            assertThat(socket.channel().isOpen()).isTrue();
            assertThat(files()).singleElement().satisfies(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void it_takes_the_place_of_a_dead_daemons_socket() throws Exception {
        leaveDeadSocket(place);
        assertThat(send()).isEqualTo(SendResult.NO_DAEMON);

        try (BoundSocket socket = bind()) {
            socket.moveTo(place, libc);

            assertThat(send()).isEqualTo(SendResult.SENT);
        }
    }

    @Test
    void it_replaces_what_a_killed_start_of_the_same_pid_left() throws Exception {
        Files.createFile(runtime.resolve(".llm-bridge." + PID));

        try (BoundSocket socket = bind()) {
            socket.moveTo(place, libc);

            assertThat(send()).isEqualTo(SendResult.SENT);
        }
    }

    @Test
    void of_the_sockets_that_starts_left_beside_it_the_dead_are_removed() throws Exception {
        Path dead = runtime.resolve(".llm-bridge.1");
        leaveDeadSocket(dead);
        Path file = Files.createFile(runtime.resolve(".llm-bridge.2"));
        Path named = runtime.resolve(".llm-bridge.mine");
        leaveDeadSocket(named);
        try (BoundSocket starting = BoundSocket.bindTemporary(place, PID)) {
            BoundSocket.removeLeftovers(place, libc);

            assertThat(starting.channel().isOpen()).isTrue();
            assertThat(files()).containsExactlyInAnyOrder(runtime.resolve(".llm-bridge." + PID), file, named);
        }
    }

    @Test
    void a_file_is_not_replaced() throws Exception {
        Files.writeString(place, "somebody's");

        assertRefused("exists and is not a socket");

        assertThat(place).hasContent("somebody's");
    }

    @Test
    void a_folder_is_not_replaced() throws Exception {
        Files.createDirectory(place);

        assertRefused("exists and is not a socket");

        assertThat(place).isDirectory();
    }

    @Test
    void a_link_is_not_replaced_whatever_its_target() throws Exception {
        Files.createSymbolicLink(place, runtime.resolve("nowhere"));

        assertRefused("exists and is not a socket");

        assertThat(Files.isSymbolicLink(place)).isTrue();
    }

    @Test
    void a_socket_that_somebody_listens_on_is_not_replaced() throws Exception {
        try (BoundSocket other = BoundSocket.bindTemporary(place, PID + 1)) {
            other.moveTo(place, libc);

            assertRefused("another program is listening");

            assertThat(send()).isEqualTo(SendResult.SENT);
        }
    }

    @Test
    void a_socket_of_another_kind_that_somebody_listens_on_is_not_replaced() throws Exception {
        try (AFUNIXServerSocket other = AFUNIXServerSocket.newInstance()) {
            other.bind(AFUNIXSocketAddress.of(place));

            assertRefused("another program is listening");

            assertThat(place.toFile()).exists();
        }
    }

    @Test
    void what_took_its_place_meanwhile_is_not_removed() throws Exception {
        try (BoundSocket socket = bind()) {
            socket.moveTo(place, libc);
            Files.delete(place);
            Files.writeString(place, "somebody's");
        }

        assertThat(place).hasContent("somebody's");
    }

    @Test
    void a_place_that_no_client_can_name_is_refused() throws Exception {
        Path folder = Files.createDirectory(runtime.resolve("d".repeat(100)));
        assertThatThrownBy(() -> BoundSocket.bindTemporary(folder.resolve("llm-bridge.sock"), 1))
                .isInstanceOf(DaemonStartException.class)
                .hasMessageContaining("107 bytes");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void without_the_folder_it_does_not_start() {
        Path nowhere = runtime.resolve("none/llm-bridge.sock");

        assertThatThrownBy(() -> BoundSocket.bindTemporary(nowhere, PID))
                .isInstanceOf(DaemonStartException.class)
                .hasMessageContaining("cannot create a socket in " + runtime.resolve("none"));
    }

    private void assertRefused(String reason) throws DaemonStartException, IOException {
        try (BoundSocket socket = bind()) {
            assertThatThrownBy(() -> socket.moveTo(place, libc))
                    .isInstanceOf(DaemonStartException.class)
                    .hasMessageContaining(reason)
                    .hasMessageContaining(place.toString());
        }
        assertThat(files()).containsExactly(place);
    }

    private BoundSocket bind() throws DaemonStartException {
        return BoundSocket.bindTemporary(place, PID);
    }

    private void leaveDeadSocket(Path where) throws Exception {
        Path kept = runtime.resolve("kept");
        try (BoundSocket dead = BoundSocket.bindTemporary(place, PID + 1)) {
            dead.moveTo(place, libc);
            Files.createLink(kept, place);
        }
        Files.move(kept, where);
        assertThat(Files.exists(where, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    private SendResult send() {
        return new DatagramClient(libc).send(place, new byte[] {'x'}, 1);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(runtime)) {
            return files.toList();
        }
    }
}
