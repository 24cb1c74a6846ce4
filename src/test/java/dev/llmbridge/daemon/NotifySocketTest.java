package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.daemon.SystemdNotifier.ServiceManager.Delivery;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.PeerAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;

class NotifySocketTest {
    @TempDir
    Path directory;

    @Test
    void a_manager_with_a_path_is_notified() throws Exception {
        Path path = directory.resolve("notify");
        try (AFUNIXDatagramChannel manager = listeningAt(AFUNIXSocketAddress.of(path))) {
            assertThat(notifySocket(path.toString()).send("READY=1\nSTATUS=ä")).isEqualTo(Delivery.ACCEPTED);
            assertThat(received(manager)).isEqualTo("READY=1\nSTATUS=ä");
        }
    }

    @Test
    void a_manager_with_an_abstract_name_is_notified() throws Exception {
        String name = "llm-bridge-test/" + ProcessHandle.current().pid();
        try (AFUNIXDatagramChannel manager = listeningAt(AFUNIXSocketAddress.inAbstractNamespace(name))) {
            assertThat(notifySocket("@" + name).send("WATCHDOG=1")).isEqualTo(Delivery.ACCEPTED);
            assertThat(received(manager)).isEqualTo("WATCHDOG=1");
        }
    }

    @Test
    void a_manager_that_does_not_read_is_reported_as_busy_without_blocking() throws Exception {
        Path path = directory.resolve("notify");
        try (AFUNIXDatagramChannel manager = listeningAt(AFUNIXSocketAddress.of(path))) {
            NotifySocket socket = notifySocket(path.toString());
            Delivery delivery = socket.send("WATCHDOG=1");
            // More messages than the queue of any kernel holds.
            for (int i = 0; i < 5_000 && delivery == Delivery.ACCEPTED; i++) {
                delivery = socket.send("WATCHDOG=1");
            }
            assertThat(delivery).isEqualTo(Delivery.BUSY);
            assertThat(received(manager)).isEqualTo("WATCHDOG=1");
        }
    }

    @Test
    void a_manager_that_has_exited_is_reported() {
        assertThat(notifySocket(directory.resolve("nobody").toString()).send("READY=1"))
                .isEqualTo(Delivery.REFUSED);
        assertThat(notifySocket("@llm-bridge-test/nobody").send("READY=1")).isEqualTo(Delivery.REFUSED);
    }

    private static NotifySocket notifySocket(String name) {
        return new NotifySocket(Libc.current(), PeerAddress.named(name).orElseThrow());
    }

    private static AFUNIXDatagramChannel listeningAt(AFUNIXSocketAddress address) throws IOException {
        AFUNIXDatagramChannel channel = AFUNIXDatagramChannel.open();
        channel.bind(address);
        return channel;
    }

    private static String received(AFUNIXDatagramChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1_000);
        channel.receive(buffer);
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    }
}
