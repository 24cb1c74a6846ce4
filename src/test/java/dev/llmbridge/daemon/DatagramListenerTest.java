package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.Timing;
import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.DatagramClient.SendResult;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.LinuxAbi;
import dev.llmbridge.posix.TrustedUsers;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests the listener, the event loop and the state together, over a real socket and with the clients' code. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DatagramListenerTest {
    private static final int SENDERS = 4;
    private static final int MESSAGES_EACH = 500;

    @TempDir
    Path runtime;

    private final DatagramClient client =
            new DatagramClient(Libc.current(), TrustedUsers.of(Libc.current(), Path.of("/")));
    private RunningState daemon;

    @BeforeEach
    void start() throws Exception {
        daemon = new RunningState(runtime);
    }

    @AfterEach
    void close() throws Exception {
        daemon.close();
    }

    @Test
    void two_thousand_messages_from_four_senders_lead_to_the_expected_state() throws Exception {
        List<Callable<Void>> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            String session = "s-" + i;
            String last = lastEvent(i);
            senders.add(() -> {
                sendTurns(session, last);
                return null;
            });
        }

        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
            for (Future<Void> result : threads.invokeAll(senders)) {
                result.get();
            }
        }

        Map<String, Long> traffic = traffic();
        assertThat(traffic)
                .containsEntry("received", SENDERS * MESSAGES_EACH + 2L)
                .containsEntry("dropped", 0L);
        daemon.stop();
        long debounceWaits = Duration.ofNanos(System.nanoTime() - start).toMillis() / 16;
        assertThat(daemon.signals()).isBetween(1, (int) debounceWaits + 1);
        assertThat(activities())
                .containsEntry("s-0", "Idle")
                .containsEntry("s-1", "Thinking")
                .containsEntry("s-2", "ToolUse Bash")
                .containsEntry("s-3", "Idle")
                .hasSize(SENDERS);
        assertThat(Files.readString(daemon.stateFile())).contains("\"sessions\":4", "\"class\":\"tool-active\"");
    }

    private void sendTurns(String session, String last) {
        String[] turn = {"submit", "tool-start:Read", "tool-end:Read", "tool-start:Bash", "tool-end:Bash", "stop"};
        for (int i = 0; i < MESSAGES_EACH - 2; i++) {
            sendReliably("EVENT@" + session + ':' + turn[i % turn.length]);
        }
        sendReliably("EVENT@" + session + ":stop");
        sendReliably("EVENT@" + session + ':' + last);
    }

    private static String lastEvent(int sender) {
        return switch (sender) {
            case 1 -> "submit";
            case 2 -> "tool-start:Bash";
            default -> "stop";
        };
    }

    @Test
    void invalid_messages_are_counted_and_the_daemon_keeps_running() {
        Random random = new Random(1);
        List<byte[]> garbage = new ArrayList<>();
        for (String text : List.of(
                "x",
                "EVENT:",
                "EVENT:unheard-of",
                "HOOK:",
                "HOOK:1:2:",
                "HOOK:1:2:no json",
                "{}",
                "STATUS:",
                "STATUS:[]",
                "QUERY:",
                "QUERY:everything",
                "EVENT@:stop",
                "\u0000\u0000")) {
            garbage.add(text.getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < 100; i++) {
            byte[] noise = new byte[1 + random.nextInt(2_000)];
            random.nextBytes(noise);
            garbage.add(noise);
        }
        garbage.add(new byte[LinuxAbi.MAX_DATAGRAM]);

        garbage.forEach(this::sendReliably);

        assertThat(traffic()).containsEntry("received", garbage.size() + 2L).containsEntry("dropped", (long)
                garbage.size());
        assertThat(daemon.isListening()).isTrue();
    }

    @Test
    void the_daemon_keeps_running_after_an_empty_datagram() {
        sendReliably(new byte[0]);
        sendReliably("EVENT:submit");

        await().until(() -> daemon.storedSessions().size() == 1);
        assertThat(daemon.isListening()).isTrue();
    }

    @Test
    void the_longest_datagram_is_read_completely() {
        String head =
                "HOOK:1:0:{\"session_id\":\"s\",\"hook_event_name\":\"PreToolUse\",\"tool_input\":{\"content\":\"";
        String tail = "\"},\"tool_name\":\"Write\",\"tool_use_id\":\"t\"}";
        byte[] datagram = (head + "x".repeat(LinuxAbi.MAX_DATAGRAM - head.length() - tail.length()) + tail)
                .getBytes(StandardCharsets.UTF_8);
        assertThat(datagram).hasSize(212_960);

        sendReliably(datagram);

        await().until(() -> activities().equals(Map.of("s", "ToolUse Write")));
        assertThat(traffic()).containsEntry("dropped", 0L);
    }

    @Test
    void a_change_is_published_within_a_tenth_of_a_second() throws Exception {
        Duration tenth = Duration.ofMillis(100);
        sendReliably("EVENT:submit");
        await().until(() -> daemon.signals() > 0);

        AtomicInteger events = new AtomicInteger();
        Duration took = Timing.lowerQuartile(5, tenth, () -> {
            boolean starts = events.incrementAndGet() % 2 == 1;
            Duration latency = latencyOf(starts ? "EVENT:tool-start:Bash" : "EVENT:tool-end:Bash");
            assertThat(latency)
                    .as("the latency, which includes the debounce")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(16));
            assertThat(daemon.stateFile()).content().contains(starts ? "\"tool-active\"" : "\"thinking\"");
            return latency;
        });

        assertThat(took).isLessThan(tenth);
    }

    private Duration latencyOf(String message) {
        int before = daemon.signals();
        long start = System.nanoTime();
        sendReliably(message);
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> daemon.signals() > before);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void sendReliably(String text) {
        sendReliably(text.getBytes(StandardCharsets.UTF_8));
    }

    private void sendReliably(byte[] bytes) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> client.send(daemon.socketPath(), bytes, bytes.length) == SendResult.SENT);
    }

    /** Returns the daemon's counts of all earlier messages and of the two queries that this method sends. */
    private Map<String, Long> traffic() {
        ask("QUERY:status");
        // A ping alone would overtake messages that are still in the queue.
        byte[] answer = ask("QUERY:ping");
        Map<String, Long> numbers = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(answer)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                    numbers.put(json.currentName(), json.getLongValue());
                }
            }
        } catch (IOException e) {
            throw new AssertionError(new String(answer, StandardCharsets.UTF_8), e);
        }
        return numbers;
    }

    private byte[] ask(String query) {
        byte[] bytes = query.getBytes(StandardCharsets.UTF_8);
        return await().until(
                        () -> client.query(daemon.socketPath(), bytes, Duration.ofSeconds(20)), Optional::isPresent)
                .orElseThrow();
    }

    private Map<String, String> activities() {
        Map<String, String> activities = new HashMap<>();
        for (Session session : daemon.storedSessions()) {
            String activity =
                    switch (session.activity()) {
                        case Activity.ToolUse tool -> "ToolUse " + tool.name();
                        case Activity other -> other.getClass().getSimpleName();
                    };
            activities.put(session.id().value(), activity);
        }
        return activities;
    }
}
