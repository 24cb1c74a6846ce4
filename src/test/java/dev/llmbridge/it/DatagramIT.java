package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What {@code event} sends, to the byte: the same from each tier, and nothing lost on the way from one to the next. */
@Twins
final class DatagramIT {
    private static final Pattern HOOK = Pattern.compile("HOOK:(\\d+):(\\d+):(.*)", Pattern.DOTALL);
    private static final int LONGEST_VERBATIM = 131_072;

    /** In ns; a hook that waited for its daemon would never end. */
    private static final long LITTLE = 1_000_000_000;

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    DatagramIT(Program program) {
        this.program = program;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4_096, 65_535, 65_536, 131_071, LONGEST_VERBATIM})
    void a_payload_up_to_128_KiB_is_sent_as_it_came(int size) {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            String payload = "{" + "x".repeat(size - 1);
            assertSilent(event().input(payload));
            assertThat(hook(mailbox).group(3)).isEqualTo(payload);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {LONGEST_VERBATIM + 1, 200_000, 1_000_000})
    void a_longer_payload_is_trimmed_and_stays_json(int size) throws IOException {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            String payload = "{\"session_id\":\"s\",\"prompt\":\"";
            String end = "\",\"tool_use_id\":\"use-1\"}";
            assertSilent(event().input(payload + "y".repeat(size - payload.length() - end.length()) + end));
            JsonNode json = new ObjectMapper().readTree(hook(mailbox).group(3));
            assertThat(json.get("session_id").textValue()).isEqualTo("s");
            assertThat(json.get("prompt").textValue()).startsWith("yyy").hasSizeLessThanOrEqualTo(256);
            assertThat(json.get("tool_use_id").textValue()).isEqualTo("use-1");
        }
    }

    @Test
    void blanks_before_the_json_are_sent_too() {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            assertSilent(event().input(" \r\n\t{\"a\":1}\n"));
            assertThat(hook(mailbox).group(3)).isEqualTo(" \r\n\t{\"a\":1}\n");
        }
    }

    @Test
    void the_stamp_is_of_the_process_start_on_the_monotonic_clock() {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            long before = System.nanoTime();
            assertSilent(event().input("{}"));
            assertThat(Long.parseLong(hook(mailbox).group(1))).isBetween(before, System.nanoTime());
        }
    }

    @ParameterizedTest
    @CsvSource({"4242,4242", "'',0", "0,0", "-7,0", "12x,0", "99999999999,0", "2147483647,2147483647", "' ',0"})
    void the_pid_is_the_clients_or_0(String told, int sent) {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            assertSilent(event().with("CLAUDE_PID", told).input("{}"));
            assertThat(hook(mailbox).group(2)).isEqualTo(Integer.toString(sent));
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
    void options_without_json_make_a_typed_event(String options, String datagram) {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            assertSilent(event(options.strip().split(" +")).input("no json"));
            assertThat(mailbox.nextText()).isEqualTo(datagram);
        }
    }

    @Test
    void empty_values_count_as_not_given() {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            assertSilent(event("--type", "tool-end", "--tool", "", "--session-id", "")
                    .with("CLAUDE_CODE_SESSION_ID", "of-environment"));
            assertThat(mailbox.nextText()).isEqualTo("EVENT@of-environment:tool-end");
            assertSilent(event("--type", "stop").with("CLAUDE_CODE_SESSION_ID", ""));
            assertThat(mailbox.nextText()).isEqualTo("EVENT:stop");
        }
    }

    @Test
    void a_long_tool_name_arrives_whole() {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            String name = "t".repeat(20_000);
            assertSilent(event("--type", "tool-start", "--tool", name));
            assertThat(mailbox.nextText()).isEqualTo("EVENT:tool-start:" + name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[1]", "   ", "\"{\""})
    void what_is_no_json_object_sends_nothing(String input) {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            assertSilent(event().input(input));
            assertThat(mailbox.isEmpty()).isTrue();
        }
    }

    @Test
    void one_byte_a_second_is_sent_as_far_as_it_came_in_2_seconds() throws IOException {
        try (Mailbox mailbox = Mailbox.at(home.socket());
                ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor()) {
            Call.Running running = event().openInput().start();
            OutputStream stdin = running.process().getOutputStream();
            AtomicInteger sent = new AtomicInteger();
            drip.scheduleAtFixedRate(() -> drip(stdin, sent.getAndIncrement()), 0, 1, TimeUnit.SECONDS);
            // The dripping does not end before it does.
            Call.Result result = running.end();
            drip.shutdownNow();
            assertThat(result.exit()).isZero();
            assertThat(result.took()).isGreaterThan(Duration.ofMillis(1_500));
            assertThat(hook(mailbox).group(3)).startsWith("{").hasSizeLessThanOrEqualTo(sent.get());
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
        Path folder =
                home.root().resolve("d".repeat(107 - home.root().toString().length() - 3));
        Path socket = home.write(folder.resolve("x"), "").resolveSibling("s");
        assertThat(socket.toString()).hasSize(107);
        try (Mailbox mailbox = Mailbox.at(socket)) {
            assertSilent(event().with("LLM_BRIDGE_SOCKET_PATH", socket).input("{}"));
            assertThat(hook(mailbox).group(3)).isEqualTo("{}");
        }
    }

    @Test
    void with_a_socket_path_of_108_bytes_the_hook_does_the_work_itself() {
        Path folder =
                home.root().resolve("d".repeat(108 - home.root().toString().length() - 3));
        Path socket = home.write(folder.resolve("x"), "").resolveSibling("s");
        assertThat(socket.toString()).hasSize(108);
        assertSilent(event().with("LLM_BRIDGE_SOCKET_PATH", socket).input(Payload.prompt("s")));
        assertThat(home.state()).contains("\"session_id\":\"s\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "here.sock"})
    void a_socket_path_that_means_nothing_leaves_the_default(String path) {
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            assertSilent(event().with("LLM_BRIDGE_SOCKET_PATH", path).input("{}"));
            assertThat(hook(mailbox).group(3)).isEqualTo("{}");
        }
    }

    @Test
    void a_daemon_that_does_not_read_costs_a_hook_little_and_never_its_exit_code() {
        try (Daemon daemon = Daemon.start(program, home)) {
            daemon.signal(Kernel.SIGSTOP);
            // The queue holds eleven: these meet a daemon that is only slow.
            long slow = Long.MAX_VALUE;
            for (int i = 0; i < 11; i++) {
                slow = Math.min(slow, silentHook());
            }
            // From here on the queue is full. On a busy machine any one hook may be late for reasons of its own.
            long full = Long.MAX_VALUE;
            for (int i = 0; i < 40 && (i < 3 || full - slow >= LITTLE); i++) {
                full = Math.min(full, silentHook());
            }
            assertThat(full - slow).isLessThan(LITTLE);
            daemon.signal(Kernel.SIGCONT);
        }
    }

    /** How long a hook took, in ns. */
    private long silentHook() {
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

    private static Matcher hook(Mailbox mailbox) {
        String text = new String(mailbox.next(), StandardCharsets.UTF_8);
        Matcher matcher = HOOK.matcher(text);
        assertThat(matcher.matches())
                .as(text.substring(0, Math.min(60, text.length())))
                .isTrue();
        return matcher;
    }
}
