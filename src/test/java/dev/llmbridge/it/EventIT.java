package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.llmbridge.Timing;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verb {@code event}: what it sends, and that a hook prints nothing, whatever fails. */
@Twins
final class EventIT {
    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    EventIT(Program program) {
        this.program = program;
    }

    @Test
    void every_type_on_the_command_line_changes_the_activity() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertSilent(event("--type", "submit").run());
            awaitActivity(daemon, "Thinking");
            assertSilent(event("--type", "tool-start", "--tool", "mcp:a:b").run());
            awaitActivity(daemon, "mcp:a:b");
            assertSilent(event("--type", "tool-end", "--tool", "mcp:a:b").run());
            awaitActivity(daemon, "Thinking");
            assertSilent(event("--type=stop").run());
            awaitActivity(daemon, "Idle");
            assertThat(daemon.status().get("session_id").textValue()).isEqualTo("default");
        }
    }

    @Test
    void the_session_comes_from_the_option_or_else_from_the_environment() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            event("--type", "submit", "--session-id", "by-option")
                    .with("CLAUDE_CODE_SESSION_ID", "by-environment")
                    .run();
            await().until(() -> daemon.status().get("session_id").textValue().equals("by-option"));
            event("--type", "submit")
                    .with("CLAUDE_CODE_SESSION_ID", "by-environment")
                    .run();
            await().until(() -> daemon.status().get("session_id").textValue().equals("by-environment"));
            assertThat(daemon.status().get("sessions").intValue()).isEqualTo(2);
        }
    }

    @Test
    void an_id_that_is_a_path_creates_no_file_outside_the_directory() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertSilent(event().input(Payload.prompt("../../escaped")).run());
            awaitActivity(daemon, "Thinking");
            await().untilAsserted(() -> assertThat(home.sessionFiles())
                    .singleElement()
                    .satisfies(file -> assertThat(file.getFileName().toString()).matches("[0-9a-f]{32}\\.json")));
            assertThat(home.root().resolve("escaped.json")).doesNotExist();
        }
    }

    @Test
    void json_on_standard_input_takes_precedence_over_the_options() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertSilent(event("--type", "stop", "--session-id", "other")
                    .input(" \n\t" + Payload.prompt("from-json"))
                    .run());
            awaitActivity(daemon, "Thinking");
            assertThat(daemon.status().get("session_id").textValue()).isEqualTo("from-json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bogus", "--type", "--type=nonsense", "stray"})
    void invalid_arguments_are_ignored_and_the_payload_is_sent(String invalid) {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertSilent(event(invalid).input(Payload.prompt("s")).run());
            awaitActivity(daemon, "Thinking");
        }
    }

    @Test
    void json_without_any_verb_is_an_event() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertSilent(program.call(home).input(Payload.prompt("verbless")).run());
            awaitActivity(daemon, "Thinking");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ulimit -v 300000", "ulimit -s 64", "ulimit -n 4"})
    void a_hook_keeps_its_promise_even_if_java_cannot_start(String limit) {
        assumeTrue(program.isNative(), "a JVM cannot start with so little");

        assertSilent(limited(limit).input(Payload.prompt("s")).run());
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertSilent(limited(limit).input(Payload.prompt("large", 140_000)).run());
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_hook_whose_java_cannot_start_is_handled_by_the_next_one(boolean withVerb) {
        assumeTrue(program.isNative(), "a JVM cannot start with so little");
        assertSilent(limited("ulimit -v 300000", withVerb ? new String[] {"event"} : new String[0])
                .input(Payload.prompt("limited"))
                .run());
        assertThat(home.sessionFiles()).isEmpty();
        assertSilent(event().input(Payload.prompt("next")).run());
        assertThat(home.sessionFiles())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("limited.json", "next.json");
    }

    @Test
    void every_form_of_event_keeps_the_promise_if_java_cannot_start() {
        assumeTrue(program.isNative(), "a JVM cannot start with so little");
        String[][] forms = {
            {"event", "--type", "submit", "--session-id", "typed"},
            {"event", "--type", "tool-start", "--tool", "x".repeat(5_000)},
            {"event", "--signal", "9"},
            {"event", "--unknown"}
        };
        for (String[] form : forms) {
            assertSilent(limited("ulimit -v 300000", form)
                    .input(form.length > 3 ? "" : Payload.prompt("s"))
                    .run());
        }
        assertSilent(event().input(Payload.prompt("next")).run());
        assertThat(home.sessionFiles())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("next.json", "typed.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"statusline", "statusline --format {cost}"})
    void a_status_line_whose_java_cannot_start_is_plain(String call) {
        assumeTrue(program.isNative(), "a JVM cannot start with so little");
        Call.Result result = limited("ulimit -v 300000", call.split(" "))
                .input(Payload.statusLine("s", "Opus", 1))
                .run();
        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEqualTo("Claude\n");
    }

    @Test
    void a_small_stack_is_enough_for_a_hook() {
        assumeTrue(program.isNative(), "a JVM cannot start with so little");
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertSilent(
                    limited("ulimit -s 64").input(Payload.prompt("s", 100_000)).run());
            awaitActivity(daemon, "Thinking");
        }
    }

    /** Returns a hook that a shell starts with less of something than usual. */
    private Call limited(String limit) {
        return limited(limit, new String[] {"event"});
    }

    private Call limited(String limit, String... arguments) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", limit + "; exec \"$@\"", "sh"));
        words.addAll(program.command());
        words.addAll(List.of(arguments));
        return new Call(home, words);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 70_000, 140_000, 2_000_000})
    void a_payload_of_any_size_arrives(int bytes) {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertSilent(event().input(Payload.prompt("s" + bytes, bytes)).run());
            awaitActivity(daemon, "Thinking");
            assertThat(daemon.status().get("session_id").textValue()).isEqualTo("s" + bytes);
        }
    }

    @Test
    void a_large_payload_keeps_the_fields_after_its_long_value() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            String bulk = "\"tool_input\":{\"content\":\"" + "y".repeat(900_000) + "\"}";
            String start = Payload.toolStart("s", "Write", "use-1").replace("\"tool_input\":{}", bulk);
            event().input(start).run();
            awaitActivity(daemon, "Write");
            event().input(Payload.toolStart("s", "Read", "use-2")).run();
            awaitActivity(daemon, "Read");
            event().input(Payload.toolEnd("s", "Read", "use-2")).run();
            awaitActivity(daemon, "Write");
            event().input(start.replace("PreToolUse", "PostToolUse")).run();
            awaitActivity(daemon, "Thinking");
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_hook_prints_nothing_and_exits_with_0_whatever_fails(Fault fault) {
        Call call = event(fault.arguments()).input(Payload.prompt("s"));
        fault.prepare().accept(home);
        fault.change().accept(call);
        assertSilent(call.run());
    }

    /** Something that is wrong with the environment or with the call. */
    record Fault(String name, Consumer<Home> prepare, Consumer<Call> change, String... arguments) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        Consumer<Home> healthy = _ -> {};
        Consumer<Call> usual = _ -> {};
        return Stream.of(
                new Fault("no daemon", healthy, usual),
                new Fault(
                        "no runtime directory",
                        healthy,
                        call -> call.with("XDG_RUNTIME_DIR", "/nonexistent/llm-bridge")),
                new Fault("no PATH, LANG or runtime directory", healthy, call -> call.without("PATH")
                        .without("LANG")
                        .with("XDG_RUNTIME_DIR", "/nonexistent/llm-bridge")),
                new Fault(
                        "the socket is a directory",
                        home -> home.write(home.socket().resolve("x"), ""),
                        usual),
                new Fault("the socket is a file", home -> home.write(home.socket(), "mine"), usual),
                new Fault(
                        "the state file is a directory",
                        home -> home.write(home.stateFile().resolve("x"), ""),
                        usual),
                new Fault("the sessions directory is a file", home -> home.write(home.sessions(), "mine"), usual),
                new Fault(
                        "a path too long for a socket",
                        healthy,
                        call -> call.with("LLM_BRIDGE_SOCKET_PATH", "/tmp/" + "long".repeat(40))),
                new Fault("a relative path", healthy, call -> call.with("LLM_BRIDGE_SOCKET_PATH", "here.sock")),
                new Fault("a signal out of range", healthy, call -> call.with("LLM_BRIDGE_SIGNAL", "99")),
                new Fault("a format that does not parse", healthy, call -> call.with("LLM_BRIDGE_FORMAT", "{cost:.99")),
                new Fault("a broken configuration", home -> home.configure("signal = many", "\\uzzzz"), usual),
                new Fault("broken JSON", healthy, call -> call.input("{\"session_id\":")),
                new Fault("bytes that are not text", healthy, call -> call.input(new byte[] {0, -1, -2, 27, 10})),
                new Fault("JSON that is not a hook's", healthy, call -> call.input("{\"a\":[1,{\"b\":null}]}")),
                new Fault("a list", healthy, call -> call.input("[1]")),
                new Fault("nothing on standard input", healthy, call -> call.input("")),
                new Fault("standard input closed", healthy, Call::closedInput),
                new Fault("standard input closed, with a type", healthy, Call::closedInput, "--type", "submit"),
                new Fault("an unknown option", healthy, usual, "--frobnicate"),
                new Fault("an unknown type", healthy, usual, "--type", "nonsense"),
                new Fault("an unknown type and nothing else", healthy, call -> call.input(""), "--type", "nonsense"));
    }

    @Test
    void a_pipe_that_stays_open_is_read_for_2_seconds_at_most() throws Exception {
        Duration limit = Duration.ofMillis(4_500);
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            Duration took = Timing.lowerQuartile(1, limit, () -> {
                Call.Result result = event("--type", "submit").openInput().run();
                assertSilent(result);
                return result.took();
            });
            assertThat(took).isBetween(Duration.ofMillis(1_500), limit);
            awaitActivity(daemon, "Thinking");
        }
    }

    @Test
    void a_terminal_is_not_read() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            Call.Result result =
                    event("--type", "submit").inputFrom(Kernel.openTerminal()).run();
            assertThat(result.exit()).isZero();
            awaitActivity(daemon, "Thinking");
        }
    }

    @Test
    void a_usage_error_on_a_terminal_is_reported_in_one_line() {
        Call.Result result =
                event("--type", "nonsense").inputFrom(Kernel.openTerminal()).run();
        assertThat(result.exit()).isEqualTo(64);
        assertThat(result.err()).contains("nonsense").hasLineCount(1);
    }

    @Test
    void the_fallback_does_not_overwrite_the_users_files() throws Exception {
        home.write(home.socket(), "mine");
        assertSilent(event().input(Payload.prompt("s")).run());
        assertThat(Files.readString(home.socket())).isEqualTo("mine");
    }

    private Call event(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "event";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return program.call(home, arguments);
    }

    private static void awaitActivity(DaemonProcess daemon, String activity) {
        await().untilAsserted(() ->
                assertThat(daemon.status().get("activity").textValue()).isEqualTo(activity));
    }

    private static void assertSilent(Call.Result result) {
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEmpty();
        assertThat(result.exit()).isZero();
    }
}
