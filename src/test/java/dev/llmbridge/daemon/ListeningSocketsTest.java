package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.DatagramClient.SendResult;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedUsers;
import dev.llmbridge.protocol.SystemClock;
import dev.llmbridge.session.Timestamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
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
    private final EventLoop loop = new EventLoop(new CountingHandler(), SystemClock::now);
    private Settings settings;
    private ListeningSockets sockets;

    @BeforeEach
    void listen() throws Exception {
        var environment = new Environment(Map.of("XDG_RUNTIME_DIR", runtime.toString()), libc.getuid());
        settings = SettingsReader.read(CliOverrides.NONE, environment).settings();
        sockets = new ListeningSockets(settings, libc);
        BoundSocket bound = BoundSocket.bindTemporary(settings.socket(), libc.getpid());
        bound.moveTo(settings.socket(), libc);
        sockets.add(bound);
        sockets.start(loop);
    }

    @AfterEach
    void close() throws IOException {
        sockets.close();
    }

    @Test
    void a_socket_in_place_is_left_alone() throws Exception {
        Object key = Files.getAttribute(settings.socket(), "unix:ino");
        sockets.restoreIfMissing(loop);
        assertThat(Files.getAttribute(settings.socket(), "unix:ino")).isEqualTo(key);
    }

    @Test
    void a_socket_that_is_removed_repeatedly_is_created_again_each_time() throws Exception {
        for (int i = 0; i < 3; i++) {
            Files.delete(settings.socket());
            sockets.restoreIfMissing(loop);
            assertThat(send()).isEqualTo(SendResult.SENT);
        }
        sockets.close();
        assertThat(runtime).isEmptyDirectory();
    }

    @Test
    void another_file_at_the_path_is_left_alone_and_no_socket_remains() throws Exception {
        Files.delete(settings.socket());
        Files.createFile(settings.socket());
        assertThatThrownBy(() -> sockets.restoreIfMissing(loop)).isInstanceOf(DaemonException.class);
        try (Stream<Path> files = Files.list(runtime)) {
            assertThat(files).containsExactly(settings.socket());
        }
    }

    @Test
    void a_socket_that_is_replaced_is_emptied_first() throws Exception {
        sockets.close();
        sockets = new ListeningSockets(settings, libc);
        BoundSocket bound = BoundSocket.bindTemporary(settings.socket(), libc.getpid());
        bound.moveTo(settings.socket(), libc);
        sockets.add(bound);
        assertThat(send()).isEqualTo(SendResult.SENT);
        Files.delete(settings.socket());

        sockets.restoreIfMissing(loop);

        assertThat(handled).hasValue(1);
    }

    @Test
    void at_the_end_no_message_can_be_sent_that_nobody_receives() throws Exception {
        sockets.receiveLast(_ -> {});

        assertThat(sockets.restoreIfMissing(loop)).isFalse();
        assertThat(send()).isEqualTo(SendResult.NO_DAEMON);
        assertThat(runtime).isEmptyDirectory();
    }

    private SendResult send() {
        return new DatagramClient(libc, TrustedUsers.of(libc, runtime)).send(settings.socket(), new byte[] {'x'}, 1);
    }

    private final class CountingHandler implements EventLoop.Handler {
        @Override
        public void handle(LoopEvent event) {
            handled.incrementAndGet();
        }

        @Override
        public OptionalLong wakeAt() {
            return OptionalLong.empty();
        }

        @Override
        public void wake(Timestamp now) {}

        @Override
        public void close(Timestamp now) {}
    }
}
