package dev.llmbridge.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmbridge.TestTimeout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that cannot be delivered at once becomes a file, and nothing is lost. */
@Twins
final class SpoolIT {
    private static final String FILLER = "EVENT@filler:submit";
    private static final List<String> TEXTS = List.of(
            "session_id",
            "hook_event_name",
            "cwd",
            "transcript_path",
            "tool_name",
            "tool_use_id",
            "agent_id",
            "agent_type",
            "source",
            "notification_type");
    private static final List<String> ELEMENT_TEXTS = List.of("tool_use_id", "id", "status", "type");

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    SpoolIT(Program program) {
        this.program = program;
    }

    @Test
    void no_message_is_lost_while_the_daemon_is_suspended() {
        int hooks = program.isNative() ? 40 : 4;
        try (DaemonProcess daemon = suspendedDaemon()) {
            for (int i = 0; i < hooks; i++) {
                assertSilent(program.call(home, "event").input(Payload.prompt("hook" + i)));
            }
            assertSilent(program.call(home, "event", "--type", "submit", "--session-id", "typed"));
            program.call(home, "statusline")
                    .input(Payload.statusLine("line", "Opus", 1))
                    .run();
            assertThat(files()).hasSize(hooks + 2);

            daemon.signal(Kernel.SIGCONT);
            // The filler's session is shown too.
            await().until(() -> daemon.sessions().get("sessions").size() == hooks + 3);
            await().until(() -> files().isEmpty());
        }
    }

    @Test
    void the_next_daemon_reads_what_the_killed_one_did_not_receive() {
        try (DaemonProcess daemon = suspendedDaemon()) {
            assertSilent(program.call(home, "event").input(Payload.prompt("late")));
            daemon.kill();
        }
        try (DaemonProcess next = DaemonProcess.start(program, home)) {
            await().until(() -> next.sessions().toString().contains("\"late\""));
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void prompts_and_the_arguments_and_results_of_tools_do_not_reach_the_spool() {
        try (DaemonProcess daemon = suspendedDaemon()) {
            assertThat(daemon.isAlive()).isTrue();
            assertSilent(
                    program.call(home, "event").input(Payload.hook("s", "UserPromptSubmit", "\"prompt\":\"secret\"")));
            assertSilent(program.call(home, "event")
                    .input(Payload.hook(
                            "s",
                            "PostToolUse",
                            "\"tool_name\":\"Bash\",\"tool_input\":{\"description\":\"secret\"},"
                                    + "\"tool_response\":{\"stdout\":\"secret\"},\"tool_use_id\":\"t\"")));
            assertSilent(program.call(home, "event")
                    .input(Payload.hook("s", "PostToolUseFailure", "\"tool_name\":\"Bash\",\"error\":\"secret\"")));
            assertThat(files()).hasSize(3).allSatisfy(file -> assertThat(text(file))
                    .contains("hook_event_name")
                    .doesNotContain("secret"));
        }
    }

    @Test
    void the_executable_keeps_exactly_the_fields_that_are_read() throws IOException {
        assumeTrue(program.isNative(), "HookTrimmerTest covers the JVM");
        try (DaemonProcess daemon = suspendedDaemon()) {
            assertThat(daemon.isAlive()).isTrue();
            for (Path sample : SampleFiles.hooks()) {
                String json = SampleFiles.text(sample);
                assertSilent(program.call(home, "event").input(json));
                Path file = files().getFirst();
                String message = text(file);
                assertThat(message).startsWith("HOOK:");
                assertThat(Json.read(message.substring(message.indexOf('{'))))
                        .as(sample.getFileName().toString())
                        .isEqualTo(reduced(Json.read(json)));
                Files.delete(file);
            }
        }
    }

    @Test
    void a_large_hook_is_reduced_before_it_is_sent() {
        String filler = "x".repeat(300_000);
        String hook = Payload.hook(
                "s",
                "PostToolUse",
                "\"tool_input\":{\"content\":\"" + filler
                        + "\",\"file_path\":\"/a/\\u00e9 \\\"b\\\"\"},\"list\":[1,{\"a\":[]}],"
                        + "\"tool_response\":\"\\\\\\\"" + filler + "\",\"tool_name\":\"Write\",\"tool_use_id\":\"t\","
                        + "\"background_tasks\":[{\"id\":\"b\",\"status\":\"running\",\"command\":\"" + filler
                        + "\"}]");
        try (Mailbox mailbox = Mailbox.at(home.socket())) {
            assertSilent(program.call(home, "event").input(hook));
            String message = mailbox.nextText();
            JsonNode json = Json.read(message.substring(message.indexOf('{')));
            assertThat(json.get("session_id").textValue()).isEqualTo("s");
            assertThat(json.get("tool_name").textValue()).isEqualTo("Write");
            assertThat(json.get("tool_use_id").textValue()).isEqualTo("t");
            assertThat(json.get("tool_input").get("file_path").textValue()).isEqualTo("/a/\u00e9 \"b\"");
            assertThat(json.get("background_tasks").get(0).get("id").textValue())
                    .isEqualTo("b");
            assertThat(message).hasSizeLessThan(1_000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 5_000, 100_000, 300_000})
    void a_hook_with_invalid_utf_8_is_also_reduced_to_fit_the_spool(int length) throws IOException {
        byte[] start = "{\"session_id\":\"s\",\"hook_event_name\":\"UserPromptSubmit\",\"cwd\":\"".getBytes(UTF_8);
        byte[] hook = Arrays.copyOf(start, start.length + length + 2);
        Arrays.fill(hook, start.length, hook.length - 2, (byte) 0x80);
        hook[hook.length - 2] = '"';
        hook[hook.length - 1] = '}';
        try (DaemonProcess daemon = suspendedDaemon()) {
            assertSilent(program.call(home, "event").input(hook));
            assertThat(files()).singleElement().satisfies(file -> assertThat(Files.size(file))
                    .isLessThanOrEqualTo(4_096));
            daemon.signal(Kernel.SIGCONT);
            await().until(() -> daemon.sessions().toString().contains("\"s\""));
        }
    }

    @Test
    void concurrent_hooks_are_not_lost_without_a_daemon() throws Exception {
        int spawners = 16;
        int each = program.isNative() ? 25 : 1;
        try (ExecutorService executor = Executors.newFixedThreadPool(spawners)) {
            List<Callable<Void>> loops = new ArrayList<>();
            for (int spawner = 0; spawner < spawners; spawner++) {
                String name = "s" + spawner;
                loops.add(() -> {
                    for (int i = 0; i < each; i++) {
                        assertSilent(program.call(home, "event").input(Payload.prompt(name + "-" + i)));
                    }
                    return null;
                });
            }
            for (Future<Void> loop : executor.invokeAll(loops)) {
                loop.get();
            }
        }
        // The child process of one hook may still be applying the messages of the last hooks.
        await().until(() -> home.sessionFiles().size() == spawners * each);
        await().until(() -> files().isEmpty());
    }

    @Test
    void a_removed_socket_is_created_again_and_no_hook_is_lost() throws IOException {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            await().until(() -> Files.isDirectory(home.runtime().resolve("llm_spool")));
            for (int i = 1; i <= 3; i++) {
                Files.delete(home.socket());
                assertSilent(program.call(home, "event").input(Payload.prompt("meanwhile" + i)));
                await().until(() -> DaemonProcess.answersAt(home.socket()));
                assertSilent(program.call(home, "event").input(Payload.prompt("later" + i)));
                int sessions = 2 * i;
                await().until(() -> home.sessionFiles().size() == sessions);
            }
            assertThat(daemon.isAlive()).isTrue();
            daemon.stop();
            assertThat(home.socket()).doesNotExist();
        }
    }

    @Test
    void the_daemon_adopts_sessions_stored_while_its_socket_and_lock_were_missing() throws IOException {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT@s:submit");
            await().until(() -> home.sessionFiles().size() == 1 && home.state().contains("Thinking"));
            Files.delete(home.runtime().resolve("llm-bridge.sock.lock"));
            Files.delete(home.socket());
            assertSilent(program.call(home, "event").input(Payload.prompt("other")));
            await().until(() -> DaemonProcess.answersAt(home.socket()));
            assertThat(daemon.isAlive()).isTrue();
            try (Wire wire = Wire.to(home.socket())) {
                await().untilAsserted(() -> assertThat(
                                wire.ask("QUERY:sessions", TestTimeout.TIMEOUT).orElseThrow())
                        .contains("\"other\"", "\"s\""));
            }
        }
    }

    @Test
    void removed_files_are_written_again() throws IOException {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT@s:submit");
            await().until(() -> home.sessionFiles().size() == 1 && home.state().contains("Thinking"));
            FileTree.delete(home.sessions());
            await().until(() -> home.sessionFiles().size() == 1);
            Files.delete(home.stateFile());
            await().until(() -> home.state().contains("Thinking"));
            Path lock = home.runtime().resolve("llm-bridge.sock.lock");
            Files.delete(lock);
            await().until(() -> Files.exists(lock));
            assertThat(program.call(home, "daemon").run().err()).contains("already running");
        }
    }

    @Test
    void a_daemon_that_lost_its_lock_exits() throws IOException {
        try (DaemonProcess first = DaemonProcess.start(program, home)) {
            first.send("EVENT@s:submit");
            await().until(() -> home.sessionFiles().size() == 1);
            first.signal(Kernel.SIGSTOP);
            await().until(() -> Kernel.isSuspended(first.pid()));
            Files.delete(home.runtime().resolve("llm-bridge.sock.lock"));
            Files.delete(home.socket());
            try (DaemonProcess second = DaemonProcess.start(program, home)) {
                first.signal(Kernel.SIGCONT);
                await().until(() -> !first.isAlive());
                assertThat(second.isAlive()).isTrue();
                assertThat(DaemonProcess.answersAt(home.socket())).isTrue();
                assertThat(home.sessionFiles()).hasSize(1);
            }
        }
    }

    /** Starts a daemon, suspends it and fills its queue. */
    private DaemonProcess suspendedDaemon() {
        DaemonProcess daemon = DaemonProcess.start(program, home);
        daemon.signal(Kernel.SIGSTOP);
        await().until(() -> Kernel.isSuspended(daemon.pid()));
        daemon.fillQueue(FILLER);
        return daemon;
    }

    private List<Path> files() {
        Path spool = home.runtime().resolve("llm_spool");
        if (!Files.isDirectory(spool)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(spool)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode reduced(JsonNode hook) {
        ObjectNode expected = hook.deepCopy();
        List<String> fields = new ArrayList<>(TEXTS);
        fields.addAll(List.of("tool_calls", "background_tasks", "prompt"));
        if (hook.get("hook_event_name").textValue().equals("StopFailure")) {
            fields.add("error");
        }
        expected.retain(fields);
        for (String list : List.of("tool_calls", "background_tasks")) {
            expected.path(list).forEach(element -> ((ObjectNode) element).retain(ELEMENT_TEXTS));
        }
        for (String field : TEXTS) {
            if (expected.has(field) && !expected.get(field).isTextual()) {
                expected.remove(field);
            }
        }
        if (expected.has("prompt")) {
            boolean notification = expected.get("prompt").textValue().startsWith("<task-notification>");
            expected.put("prompt", notification ? "<task-notification>" : "");
        }
        return expected;
    }

    private static void assertSilent(Call call) {
        assertThat(call.run())
                .extracting(Call.Result::exit, Call.Result::out, Call.Result::err)
                .containsExactly(0, "", "");
    }
}
