package dev.llmbridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.FakeLibc;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.Message.EventType;
import dev.llmbridge.protocol.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages that {@code event} sends; it never prints. */
class EventMessagesTest {
    private static final String HOOK = "{\"session_id\":\"s\",\"hook_event_name\":\"Stop\"}";

    @TempDir
    Path runtime;

    private FakeClient given(String stdin) {
        return new FakeClient(runtime, stdin).withDaemon();
    }

    @Test
    void a_hooks_json_is_sent_verbatim_with_the_client_pid_and_the_time() {
        FakeClient client = given(HOOK).with("CLAUDE_PID", "4242");
        long before = System.nanoTime();

        assertThat(client.run("event")).hasValue(0);

        long after = System.nanoTime();
        assertThat(client.receivers).containsExactly(runtime.resolve("llm-bridge.sock"));
        assertThat(client.sentMessage()).isInstanceOfSatisfying(Message.Hook.class, hook -> {
            assertThat(hook.json().toByteArray())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(HOOK);
            assertThat(hook.pid()).isEqualTo(4242);
            assertThat(hook.stamp()).isBetween(before, after);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {HOOK, " \t\r\n" + HOOK, HOOK + "\n", "{", "{ broken \u0000"})
    void input_that_begins_with_a_brace_is_a_hooks_json_whatever_the_options(String stdin) {
        FakeClient client = given(stdin);

        client.run("event", "--type", "submit", "--session-id", "other");

        assertThat(client.sentMessage()).isInstanceOfSatisfying(Message.Hook.class, hook -> assertThat(
                        hook.json().toByteArray())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(stdin));
    }

    static final List<Arguments> TYPED = List.of(
            arguments("--type submit", typed(null, EventType.SUBMIT, null)),
            arguments("--type tool-start --tool Bash", typed(null, EventType.TOOL_START, "Bash")),
            arguments("--type tool-start --tool=", typed(null, EventType.TOOL_START, null)),
            arguments("--type tool-end --tool mcp:x:y --session-id s-1", typed("s-1", EventType.TOOL_END, "mcp:x:y")),
            arguments("--type stop --session-id=", typed(null, EventType.STOP, null)),
            arguments("--unknown --type stop --colour", typed(null, EventType.STOP, null)));

    @ParameterizedTest
    @FieldSource("TYPED")
    void without_json_the_options_determine_the_event(String options, Message expected) {
        for (String stdin : List.of("", "  \n", "no json", "[{}]")) {
            FakeClient client = given(stdin);

            assertThat(client.run(("event " + options).split(" "))).hasValue(0);

            assertThat(client.sentMessage()).as("stdin '%s'", stdin).isEqualTo(expected);
        }
    }

    @Test
    void the_session_comes_from_the_option_then_the_environment_then_the_default() {
        FakeClient both = given("").with("CLAUDE_CODE_SESSION_ID", "env");
        both.run("event", "--type", "stop", "--session-id", "option");
        FakeClient environment = given("").with("CLAUDE_CODE_SESSION_ID", "env");
        environment.run("event", "--type", "stop");
        FakeClient emptyOption = given("").with("CLAUDE_CODE_SESSION_ID", "env");
        emptyOption.run("event", "--type", "stop", "--session-id", "");
        FakeClient emptyVariable = given("").with("CLAUDE_CODE_SESSION_ID", "");
        emptyVariable.run("event", "--type", "stop");

        assertThat(both.sent).containsExactly(bytes("EVENT@option:stop"));
        assertThat(environment.sent).containsExactly(bytes("EVENT@env:stop"));
        assertThat(emptyOption.sent).containsExactly(bytes("EVENT@env:stop"));
        assertThat(emptyVariable.sent).containsExactly(bytes("EVENT:stop"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"event", "event --type", "event --type unheard-of", "event --type STOP", "event --tool Bash"})
    void nothing_is_sent_without_json_or_a_valid_type(String call) {
        FakeClient client = given("");

        assertThat(client.run(call.split(" "))).hasValue(0);

        assertThat(client.connectionAttempts()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0", "-7", "abc", "4242x", "99999999999", "1.5", "0x10"})
    void an_invalid_client_pid_counts_as_unknown(String pid) {
        FakeClient client = given(HOOK).with("CLAUDE_PID", pid);

        client.run("event");

        assertThat(client.sentMessage()).isInstanceOfSatisfying(Message.Hook.class, hook -> assertThat(hook.pid())
                .isZero());
    }

    @Test
    void a_payload_above_128_kib_is_trimmed() {
        FakeClient largest = given(hookOf(WireFormat.MAX_UNTRIMMED_PAYLOAD));
        FakeClient larger = given(hookOf(WireFormat.MAX_UNTRIMMED_PAYLOAD + 1));
        FakeClient huge = given(hookOf(5_000_000));

        assertThat(largest.run("event")).hasValue(0);
        assertThat(larger.run("event")).hasValue(0);
        assertThat(huge.run("event")).hasValue(0);

        assertThat(((Message.Hook) largest.sentMessage()).json().toByteArray())
                .hasSize(WireFormat.MAX_UNTRIMMED_PAYLOAD);
        for (FakeClient trimmed : List.of(larger, huge)) {
            assertThat(((Message.Hook) trimmed.sentMessage()).json().toByteArray())
                    .hasSizeLessThan(2_000)
                    .asString(StandardCharsets.UTF_8)
                    .doesNotContain("xxx")
                    .endsWith("\"tool_use_id\":\"t-1\"}");
        }
    }

    @Test
    void a_large_malformed_payload_is_silently_dropped() {
        FakeClient client = given("{\"a\":\"" + "x".repeat(200_000));

        assertThat(client.run("event")).hasValue(0);

        assertThat(client.sent).isEmpty();
        assertThat(client.printed).isEmpty();
        assertThat(client.errors).isEmpty();
    }

    @Test
    void a_call_on_a_terminal_is_left_to_picocli() {
        FakeClient client = given(HOOK).onTerminal();

        assertThat(client.run("event", "--type", "stop")).isEmpty();
        assertThat(client.run()).isEmpty();

        assertThat(client.connectionAttempts()).isZero();
    }

    @Test
    void json_without_a_verb_is_an_event() {
        FakeClient client = given(HOOK).with("CLAUDE_PID", "7");

        assertThat(client.run()).hasValue(0);

        assertThat(client.sentMessage()).isInstanceOfSatisfying(Message.Hook.class, hook -> assertThat(hook.pid())
                .isEqualTo(7));
    }

    @Test
    void other_input_without_a_verb_is_left_to_picocli() {
        FakeClient client = given("no json");

        assertThat(client.run()).isEmpty();

        assertThat(client.connectionAttempts()).isZero();
    }

    @Test
    void if_the_queue_is_full_the_event_goes_to_the_spool_and_the_files_are_left_to_the_daemon() throws IOException {
        FakeClient client = given(HOOK).withSendError(Errno.EAGAIN);

        assertThat(client.run("event")).hasValue(0);

        assertSilent(client);
        assertThat(filesIn(runtime)).containsExactly(runtime.resolve("llm_spool"));
        assertThat(filesIn(runtime.resolve("llm_spool"))).hasSize(1);
    }

    @Test
    void a_missing_runtime_directory_is_not_reported() {
        FakeClient client = new FakeClient(runtime.resolve("none"), HOOK);

        assertThat(client.run("event")).hasValue(0);

        assertSilent(client);
        assertThat(runtime.resolve("none")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"LLM_BRIDGE_SIGNAL", "LLM_BRIDGE_FORMAT", "LLM_BRIDGE_IDLE_AFTER", "LLM_BRIDGE_SOCKET_PATH"})
    void an_invalid_setting_is_not_reported(String variable) {
        FakeClient client = new FakeClient(runtime, HOOK).with(variable, "{wrong\u0000");

        assertThat(client.run("event")).hasValue(0);

        assertSilent(client);
        assertThat(runtime.resolve("llm_sessions/s.json")).exists();
    }

    @Test
    void a_hook_fails_silently() {
        FakeClient output = given(HOOK);
        var libc = new FakeLibc() {
            @Override
            public boolean isTerminal(int descriptor) {
                return false;
            }
        };
        for (String[] call : new String[][] {{"event"}, {"event", "--type", "stop"}, {"event", "--unknown"}}) {
            assertThat(new FastPath(libc, output.environment(), output).run(ArgumentParser.parse(call)))
                    .hasValue(0);
        }
        assertSilent(output);
    }

    private static void assertSilent(FakeClient client) {
        assertThat(client.sent).isEmpty();
        assertThat(client.printed).isEmpty();
        assertThat(client.errors).isEmpty();
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** A hook's JSON of {@code length} bytes. */
    private static String hookOf(int length) {
        String head = "{\"tool_response\":\"";
        String tail = "\",\"tool_use_id\":\"t-1\"}";
        return head + "x".repeat(length - head.length() - tail.length()) + tail;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Message typed(String session, EventType type, String tool) {
        return new Message.TypedEvent(Optional.ofNullable(session), type, Optional.ofNullable(tool));
    }
}
