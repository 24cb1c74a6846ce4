package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The exact bytes that {@code event} sends. Every tier sends the same bytes, and a handover between tiers loses
 * nothing.
 */
@Twins
final class DatagramIT {
    private static final Pattern HOOK = Pattern.compile("HOOK:(\\d+):(\\d+):(.*)", Pattern.DOTALL);
    private static final int MAX_UNCHANGED_PAYLOAD = 131_072;

    /**
     * Generous, for a busy machine. It can be, because a hook that waited for the suspended daemon would never exit.
     */
    private static final long MAX_DELAY_NANOS = 1_000_000_000;

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    DatagramIT(Program program) {
        this.program = program;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4_096, 65_535, 65_536, 131_071, MAX_UNCHANGED_PAYLOAD})
    void a_payload_of_up_to_128_KiB_is_sent_unchanged(int size) {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            String payload = "{" + "x".repeat(size - 1);
            assertSilent(event().input(payload));
            assertThat(nextHook(mailbox).group(3)).isEqualTo(payload);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {MAX_UNCHANGED_PAYLOAD + 1, 200_000, 1_000_000})
    void a_longer_payload_is_reduced_to_the_fields_that_are_read(int size) throws IOException {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            String start = "{\"session_id\":\"s\",\"prompt\":\"";
            String end = "\",\"tool_use_id\":\"use-1\"}";
            assertSilent(event().input(start + "y".repeat(size - start.length() - end.length()) + end));
            JsonNode json = new ObjectMapper().readTree(nextHook(mailbox).group(3));
            assertThat(json.get("session_id").textValue()).isEqualTo("s");
            assertThat(json.get("prompt").textValue()).isEmpty();
            assertThat(json.get("tool_use_id").textValue()).isEqualTo("use-1");
        }
    }

    @Test
    void white_space_around_the_json_is_sent_too() {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            assertSilent(event().input(" \r\n\t{\"a\":1}\n"));
            assertThat(nextHook(mailbox).group(3)).isEqualTo(" \r\n\t{\"a\":1}\n");
        }
    }

    @Test
    void the_stamp_is_the_monotonic_time_of_the_process_start() {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            long before = System.nanoTime();
            assertSilent(event().input("{}"));
            assertThat(Long.parseLong(nextHook(mailbox).group(1))).isBetween(before, System.nanoTime());
        }
    }

    @ParameterizedTest
    @CsvSource({"4242,4242", "'',0", "0,0", "-7,0", "12x,0", "99999999999,0", "2147483647,2147483647", "' ',0"})
    void the_pid_is_that_of_the_client_or_0(String claudePid, int expected) {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            assertSilent(event().with("CLAUDE_PID", claudePid).input("{}"));
            assertThat(nextHook(mailbox).group(2)).isEqualTo(Integer.toString(expected));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --type submit                                        | EVENT:submit
            --type tool-start --tool Bash                        | EVENT:tool-start:Bash
            --tool Bash --type tool-start                        | EVENT:tool-start:Bash
            --type tool-end --tool a:b:c                         | EVENT:tool-end:a:b:c
            --type stop --session-id abc-1_Z                     | EVENT@abc-1_Z:stop
            --type=stop --session-id=abc                         | EVENT@abc:stop
            --type tool-start --tool Bash --session-id abc       | EVENT@abc:tool-start:Bash
            --session-id abc --type stop --unknown               | EVENT@abc:stop
            --type submit --type stop                            | EVENT:stop
            """)
    void options_without_json_send_a_typed_event(String options, String datagram) {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            assertSilent(event(options.strip().split(" +")).input("no json"));
            assertThat(mailbox.nextText()).isEqualTo(datagram);
        }
    }

    @Test
    void empty_values_count_as_unset() {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            assertSilent(event("--type", "tool-end", "--tool", "", "--session-id", "")
                    .with("CLAUDE_CODE_SESSION_ID", "of-environment"));
            assertThat(mailbox.nextText()).isEqualTo("EVENT@of-environment:tool-end");
            assertSilent(event("--type", "stop").with("CLAUDE_CODE_SESSION_ID", ""));
            assertThat(mailbox.nextText()).isEqualTo("EVENT:stop");
        }
    }

    @Test
    void a_long_tool_name_is_sent_in_full() {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            String name = "t".repeat(20_000);
            assertSilent(event("--type", "tool-start", "--tool", name));
            assertThat(mailbox.nextText()).isEqualTo("EVENT:tool-start:" + name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[1]", "   ", "\"{\""})
    void input_other_than_a_json_object_is_not_sent(String input) {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            assertSilent(event().input(input));
            assertThat(mailbox.isEmpty()).isTrue();
        }
    }

    @Test
    void slow_input_is_sent_incomplete_after_2_seconds() throws IOException {
        try (Mailbox mailbox = Mailbox.at(home.socket());
                ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor()) {
            Call.Running running = event().openInput().start();
            OutputStream stdin = running.process().getOutputStream();
            AtomicInteger sent = new AtomicInteger();
            drip.scheduleAtFixedRate(() -> drip(stdin, sent.getAndIncrement()), 0, 1, TimeUnit.SECONDS);
            // The input must not end before the process does.
            Call.Result result = running.waitForExit();
            drip.shutdownNow();
            assertThat(result.exit()).isZero();
            assertThat(result.took()).isGreaterThan(Duration.ofMillis(1_500));
            assertThat(nextHook(mailbox).group(3)).startsWith("{").hasSizeLessThanOrEqualTo(sent.get());
        }
    }

    private static void drip(OutputStream stdin, int index) {
        try {
            stdin.write(index == 0 ? '{' : ' ');
            stdin.flush();
        } catch (IOException _) {
            // The process has ended.
        }
    }

    @Test
    void a_socket_path_of_107_bytes_is_used() {
        Path directory =
                home.root().resolve("d".repeat(107 - home.root().toString().length() - 3));
        Path socket = home.write(directory.resolve("x"), "").resolveSibling("s");
        assertThat(socket.toString()).hasSize(107);
        try (Mailbox mailbox = Mailbox.at(socket)) {
            assertSilent(event().with("LLM_BRIDGE_SOCKET_PATH", socket).input("{}"));
            assertThat(nextHook(mailbox).group(3)).isEqualTo("{}");
        }
    }

    @Test
    void with_a_socket_path_of_108_bytes_the_hook_does_the_work_itself() {
        Path directory =
                home.root().resolve("d".repeat(108 - home.root().toString().length() - 3));
        Path socket = home.write(directory.resolve("x"), "").resolveSibling("s");
        assertThat(socket.toString()).hasSize(108);
        assertSilent(event().with("LLM_BRIDGE_SOCKET_PATH", socket).input(Payload.prompt("s")));
        await().until(() -> home.state().contains("\"session_id\":\"s\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "here.sock"})
    void a_blank_or_relative_socket_path_is_ignored(String path) {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            assertSilent(event().with("LLM_BRIDGE_SOCKET_PATH", path).input("{}"));
            assertThat(nextHook(mailbox).group(3)).isEqualTo("{}");
        }
    }

    @Test
    void a_hook_exits_promptly_with_0_if_the_daemon_does_not_read() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.signal(Kernel.SIGSTOP);
            // The queue holds eleven messages, so these hooks still find room in it.
            long withRoom = Long.MAX_VALUE;
            for (int i = 0; i < 11; i++) {
                withRoom = Math.min(withRoom, timeSilentHook());
            }
            // From here on the queue is full. On a busy machine a single hook may be slow for other reasons.
            long withFullQueue = Long.MAX_VALUE;
            for (int i = 0; i < 40 && (i < 3 || withFullQueue - withRoom >= MAX_DELAY_NANOS); i++) {
                withFullQueue = Math.min(withFullQueue, timeSilentHook());
            }
            assertThat(withFullQueue - withRoom).isLessThan(MAX_DELAY_NANOS);
            daemon.signal(Kernel.SIGCONT);
        }
    }

    /** Runs a hook, which must be silent, and returns how long it took in ns. */
    private long timeSilentHook() {
        Call.Result result = event().input(Payload.prompt("s")).run();
        assertThat(result.exit()).isZero();
        assertThat(result.out() + result.err()).isEmpty();
        return result.took().toNanos();
    }

    private Call event(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "event";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return program.call(home, arguments);
    }

    private static void assertSilent(Call call) {
        Call.Result result = call.run();
        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEmpty();
    }

    private static Matcher nextHook(Mailbox mailbox) {
        String text = new String(mailbox.next(), StandardCharsets.UTF_8);
        Matcher matcher = HOOK.matcher(text);
        assertThat(matcher.matches())
                .as(text.substring(0, Math.min(60, text.length())))
                .isTrue();
        return matcher;
    }
}
