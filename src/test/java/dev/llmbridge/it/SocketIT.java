package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The messages on the socket, sent by an independent client. */
@Twins
final class SocketIT {
    private static final int MAX_DATAGRAM = 212_960;

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    private DaemonProcess daemon;

    SocketIT(Program program) {
        this.program = program;
    }

    @BeforeEach
    void start() {
        daemon = DaemonProcess.start(program, home);
    }

    @AfterEach
    void end() {
        daemon.close();
    }

    @Test
    void events_without_a_session_belong_to_the_default_session() {
        daemon.send("EVENT:submit");
        awaitActivity("Thinking");
        daemon.send("EVENT:tool-start:mcp:server:tool");
        awaitActivity("mcp:server:tool");
        daemon.send("EVENT:tool-end");
        awaitActivity("Thinking");
        daemon.send("EVENT:stop");
        awaitActivity("Idle");
        assertThat(daemon.status().get("session_id").textValue()).isEqualTo("default");
    }

    @Test
    void events_with_a_session_belong_to_that_session() {
        daemon.send("EVENT@one:tool-start:Read");
        daemon.send("EVENT@two:submit");
        await().until(() -> daemon.status().get("sessions").intValue() == 2);
        assertThat(daemon.status().get("class").textValue()).isEqualTo("tool-active");
        daemon.send("EVENT@one:stop");
        await().until(() -> daemon.status().get("class").textValue().equals("thinking"));
    }

    @Test
    void a_status_line_reports_model_cost_and_tokens() {
        daemon.send("STATUS:" + Payload.statusLine("s", "Opus <5> & more", 2.516));
        await().untilAsserted(() -> {
            var status = daemon.status();
            assertThat(status.get("model").textValue()).isEqualTo("Opus <5> & more");
            assertThat(status.get("cost").doubleValue()).isEqualTo(2.516);
            assertThat(status.get("input_tokens").longValue()).isEqualTo(12);
            assertThat(status.get("output_tokens").longValue()).isEqualTo(42);
            assertThat(status.get("cache_write").longValue()).isEqualTo(300);
            assertThat(status.get("cache_read").longValue()).isEqualTo(18_389);
            assertThat(status.get("percentage").intValue()).isEqualTo(25);
        });
    }

    @Test
    void the_answer_to_a_ping_contains_the_pid_and_the_counts() {
        var before = daemon.ping();
        assertThat(before.get("pid").longValue()).isEqualTo(daemon.pid());
        assertThat(before.get("version").textValue()).isNotBlank();
        for (int i = 0; i < 20; i++) {
            daemon.send("EVENT@s:submit");
        }
        daemon.send("NONSENSE");
        daemon.awaitHandled();
        var after = daemon.ping();
        assertThat(after.get("received").longValue() - before.get("received").longValue())
                .isBetween(22L, 23L);
        assertThat(after.get("dropped").longValue() - before.get("dropped").longValue())
                .isEqualTo(1);
    }

    @Test
    void the_largest_datagram_is_read_completely() {
        String start = "HOOK:" + System.nanoTime() + ":0:{\"session_id\":\"large\",\"prompt\":\"";
        String end = "\",\"hook_event_name\":\"UserPromptSubmit\"}";
        String datagram = start + "x".repeat(MAX_DATAGRAM - start.length() - end.length()) + end;
        daemon.send(datagram);
        awaitActivity("Thinking");
        assertThat(daemon.status().get("session_id").textValue()).isEqualTo("large");
    }

    @Test
    void invalid_messages_are_counted_and_the_daemon_keeps_running() {
        Random random = new Random(7);
        String[] words = {
            "",
            "EVENT",
            "EVENT:",
            "EVENT@",
            "EVENT@:submit",
            "EVENT@s",
            "EVENT:fly",
            "HOOK:",
            "HOOK::{}",
            "HOOK:x:y:{}",
            "HOOK:99999999999999999999:1:{}",
            "HOOK:1:1:{\"a\":",
            "STATUS:",
            "STATUS:[",
            "QUERY:",
            "QUERY:nothing",
            "{}"
        };
        for (String word : words) {
            daemon.send(word);
        }
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(5_000)];
            random.nextBytes(bytes);
            daemon.send(bytes);
        }
        daemon.send("STATUS:" + "[".repeat(200_000));
        daemon.send("HOOK:1:0:" + "{\"a\":".repeat(40_000));

        daemon.awaitHandled();
        assertThat(daemon.ping().get("dropped").longValue()).isGreaterThanOrEqualTo(200);
        assertThat(daemon.log().lines().filter(line -> line.contains("dropped")).count())
                .isLessThanOrEqualTo(1);
        daemon.send("EVENT@s:submit");
        awaitActivity("Thinking");
        assertThat(daemon.status().get("sessions").intValue()).isEqualTo(1);
    }

    @Test
    void the_status_of_many_sessions_fits_in_one_datagram() {
        for (int i = 0; i < 300; i++) {
            daemon.send(("STATUS:" + Payload.statusLine("session-" + i, "M".repeat(900), 1))
                    .getBytes(StandardCharsets.UTF_8));
        }
        await().until(() -> daemon.status().get("sessions").intValue() == 300);
        assertThat(daemon.status().toString().length()).isLessThan(200_000);
        assertThat(Json.line(program.call(home, "status").run().out())
                        .get("sessions")
                        .intValue())
                .isEqualTo(300);
    }

    private void awaitActivity(String activity) {
        await().untilAsserted(() ->
                assertThat(daemon.status().get("activity").textValue()).isEqualTo(activity));
        await().untilAsserted(() -> assertThat(Json.line(home.state())).isEqualTo(daemon.status()));
    }
}
