package dev.llmbridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.TrustedUsers;
import dev.llmbridge.protocol.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DaemonClientTest {
    @ParameterizedTest
    @EnumSource
    void a_query_is_sent_to_the_socket_and_the_answer_returned(Message.QueryType type) {
        FakeDaemon daemon = new FakeDaemon(query -> Optional.of("answer to " + query));
        DaemonClient client = new DaemonClient(
                new DatagramClient(daemon, TrustedUsers.of(daemon, Path.of("/"))),
                Path.of("/run/bridge.sock"),
                Duration.ofSeconds(1));

        assertThat(client.ask(type)).hasValue(("answer to QUERY:" + type.word()).getBytes(StandardCharsets.UTF_8));
        assertThat(daemon.socket()).isEqualTo(Path.of("/run/bridge.sock"));
    }

    @Test
    void without_a_daemon_there_is_no_answer() {
        DaemonClient client = new FakeDaemon(_ -> Optional.empty()).client();

        assertThat(client.ask(Message.QueryType.PING)).isEmpty();
    }
}
