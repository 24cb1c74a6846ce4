package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.DatagramClient.SendResult;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedUsers;
import dev.llmbridge.protocol.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningSocketsTest {
    @TempDir
    Path runtime;

    private final Libc libc = Libc.current();
    private final AtomicInteger handled = new AtomicInteger();
    private final EventQueue queue = new EventQueue();
    private Settings settings;
    private ListeningSockets sockets;

    @BeforeEach
    void listen() throws Exception {
        var environment = new Environment(Map.of("XDG_RUNTIME_DIR", runtime.toString()), libc.getuid());
        settings = SettingsReader.read(CliOverrides.NONE, environment).settings();
        UnixSocket.Provider provider = LibcSocket.provider(libc);
        sockets = new ListeningSockets(settings, libc, provider, queue);
        BoundSocket bound = BoundSocket.bindTemporary(provider, settings.socket(), libc.getpid());
        bound.moveTo(settings.socket(), libc);
        sockets.add(bound);
    }

    @AfterEach
    void close() throws IOException {
        sockets.close();
    }

    @Test
    void a_socket_in_place_is_left_alone() throws Exception {
        Object key = Files.getAttribute(settings.socket(), "unix:ino");
        sockets.restoreIfMissing(_ -> handled.incrementAndGet());
        assertThat(Files.getAttribute(settings.socket(), "unix:ino")).isEqualTo(key);
    }

    @Test
    void a_socket_that_is_removed_repeatedly_is_created_again_each_time() throws Exception {
        for (int i = 0; i < 3; i++) {
            Files.delete(settings.socket());
            sockets.restoreIfMissing(_ -> handled.incrementAndGet());
            assertThat(send()).isEqualTo(SendResult.SENT);
        }
        sockets.close();
        assertThat(runtime).isEmptyDirectory();
    }

    @Test
    void another_file_at_the_path_is_left_alone_and_no_socket_remains() throws Exception {
        Files.delete(settings.socket());
        Files.createFile(settings.socket());
        assertThatThrownBy(() -> sockets.restoreIfMissing(_ -> handled.incrementAndGet()))
                .isInstanceOf(DaemonException.class);
        try (Stream<Path> files = Files.list(runtime)) {
            assertThat(files).containsExactly(settings.socket());
        }
    }

    @Test
    void a_socket_that_is_replaced_is_emptied_first() throws Exception {
        for (int i = 0; i < 300; i++) {
            queue.offer(new LoopEvent.Tick(SystemClock.now()));
        }
        for (int i = 0; i < 3; i++) {
            assertThat(send()).isEqualTo(SendResult.SENT);
        }
        Files.delete(settings.socket());

        sockets.restoreIfMissing(_ -> handled.incrementAndGet());

        // The listener has received one and waits for room in the queue.
        assertThat(handled).hasValueGreaterThanOrEqualTo(2);
        await().until(() -> {
            queue.poll().filter(LoopEvent.Datagram.class::isInstance).ifPresent(_ -> handled.incrementAndGet());
            return handled.get() == 3;
        });
    }

    @Test
    void at_the_end_no_message_can_be_sent_that_nobody_receives() throws Exception {
        sockets.drainAndClose(_ -> {});

        assertThat(sockets.restoreIfMissing(_ -> handled.incrementAndGet())).isFalse();
        assertThat(send()).isEqualTo(SendResult.NO_DAEMON);
        assertThat(runtime).isEmptyDirectory();
    }

    private SendResult send() {
        return new DatagramClient(libc, TrustedUsers.of(libc, runtime)).send(settings.socket(), new byte[] {'x'}, 1);
    }
}
