package dev.llmbridge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.client.DaemonClient;
import dev.llmbridge.client.FakeDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfTestTest {
    @TempDir
    Path dir;

    private Path received;
    private Path script;

    @BeforeEach
    void createTheCommand() throws IOException {
        received = dir.resolve("received");
        script = dir.resolve("event");
        Files.writeString(script, "#!/bin/sh\n[ -z \"$CLAUDE_PID\" ] && cat >'%s'\n".formatted(received));
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    /** A daemon that answers with one text before it has received the message, and with another one after that. */
    private DaemonClient daemon(String before, String after) {
        return new FakeDaemon(_ -> Optional.of(Files.exists(received) ? after : before)).client();
    }

    private Finding run(String event, DaemonClient daemon) {
        return new SelfTest(List.of(event), "doctor-1", daemon, PingAnswer.from(daemon)).run();
    }

    @Test
    void without_a_daemon_nothing_is_sent() {
        DaemonClient none = new FakeDaemon(_ -> Optional.empty()).client();

        assertThat(run(script.toString(), none)).isEqualTo(new Finding.Skipped("no daemon answers"));
        assertThat(received).doesNotExist();
    }

    @Test
    void a_command_that_fails_is_a_failure() {
        assertThat(run("/bin/false", daemon("{}", "{}"))).isInstanceOf(Finding.Failure.class);
    }

    @Test
    void a_message_that_the_daemon_reports_is_a_success_and_names_no_session() throws IOException {
        Finding found =
                run(script.toString(), daemon("{\"self_test\":\"\"}", "{\"self_test\":\"doctor-1\",\"received\":1}"));

        assertThat(found).isInstanceOf(Finding.Ok.class);
        assertThat(found.detail()).contains("had reached the daemon after");
        assertThat(received).hasContent("{\"self_test\":\"doctor-1\"}\n");
    }

    @Test
    void an_older_daemon_counts_the_message_as_not_understood() {
        String before = "{\"version\":\"0.2\",\"received\":4,\"dropped\":1}";

        assertThat(run(script.toString(), daemon(before, "{\"version\":\"0.2\",\"received\":5,\"dropped\":2}")))
                .isInstanceOf(Finding.Ok.class);
    }
}
