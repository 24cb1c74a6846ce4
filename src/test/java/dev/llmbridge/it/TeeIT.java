package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.llmbridge.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code statusline -- COMMAND} and {@code statusline --shell STRING}: run the user's own status line and report its
 * input to the daemon.
 */
@Twins
final class TeeIT {
    private static final String REPORT = Payload.statusLine("s", "Opus 4.5", 2.51);

    private static final long LIBC_SIGNALS = 0x180000000L;

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    TeeIT(Program program) {
        this.program = program;
    }

    @Test
    void the_command_reads_and_prints_the_same_as_when_run_directly() {
        Call.Result result = tee("sh", "-c", "cat; echo two; echo three >&2").run();
        assertThat(result)
                .extracting(Call.Result::exit, Call.Result::out, Call.Result::err)
                .containsExactly(0, REPORT + "two\n", "three\n");
    }

    @Test
    void the_daemon_is_notified_before_the_command_starts() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            Path notified = home.current().resolve("notified");
            String wait =
                    "while ! grep -q 2.51 '" + home.stateFile() + "'; do sleep 0.01; done; touch '" + notified + "'";
            Call.Result result = program.call(home, "statusline", "--shell", wait)
                    .input(REPORT)
                    .run();
            assertThat(result.exit()).isZero();
            assertThat(notified).exists();
            assertThat(daemon.status().get("model").textValue()).isEqualTo("Opus 4.5");
        }
    }

    @Test
    void without_a_daemon_the_files_are_written() {
        assertThat(tee("true").run().out()).isEmpty();
        assertThat(home.sessionFiles()).hasSize(1);
        assertThat(home.state()).contains("2.51");
    }

    @Test
    void a_string_is_run_by_a_shell() {
        Call.Result result = program.call(
                        home, "statusline", "--shell", "read -r line; echo \"${#line} $0\" | tr a-z A-Z")
                .input(REPORT)
                .run();
        assertThat(result.out()).isEqualTo(REPORT.length() - 1 + " /BIN/SH\n");
    }

    @ParameterizedTest
    @CsvSource({"exit 3, 3", "exit 0, 0", "kill -9 $$, 137"})
    void it_exits_as_the_command_does_and_the_data_is_reported(String command, int exit) {
        Call.Result alone = new Call(home, List.of("/bin/sh", "-c", command)).run();
        Call.Result result = tee("sh", "-c", command).run();
        assertThat(result.exit()).isEqualTo(alone.exit()).isEqualTo(exit);
        assertThat(result.out() + result.err()).isEmpty();
        assertThat(home.state()).contains("2.51");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-command", "/no/such/file", "/etc/passwd", ""})
    void a_command_that_cannot_be_run_leaves_the_line_blank_and_no_data_is_lost(String command) {
        Call.Result result = tee(command).run();
        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).hasLineCount(1).contains("'" + command + "'");
        assertThat(home.state()).contains("2.51");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 65_536, 65_537, 200_000, 1 << 20, 5 << 20})
    void every_byte_of_the_input_arrives(int size) throws IOException {
        byte[] payload = Payload.statusLine("s", "x".repeat(size), 2.51).getBytes(StandardCharsets.UTF_8);
        Path copy = home.current().resolve("copy");
        Call.Result result = program.call(home, "statusline", "--", "sh", "-c", "cat > '" + copy + "'")
                .input(payload)
                .run();
        assertThat(result.exit()).isZero();
        assertThat(Files.readAllBytes(copy)).isEqualTo(payload);
        assertThat(home.state()).contains("2.51");
    }

    @Test
    void input_that_is_too_long_for_a_report_arrives_too() throws IOException {
        byte[] input = "x".repeat(20 << 20).getBytes(StandardCharsets.UTF_8);
        Path copy = home.current().resolve("copy");
        Call.Result result = program.call(home, "statusline", "--", "sh", "-c", "cat > '" + copy + "'")
                .input(input)
                .run();
        assertThat(result.exit()).isZero();
        assertThat(Files.readAllBytes(copy)).isEqualTo(input);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "{", "\u0000"})
    void input_other_than_a_report_is_passed_on_too(String input) {
        assertThat(program.call(home, "statusline", "--", "cat").input(input).run())
                .extracting(Call.Result::exit, Call.Result::out, Call.Result::err)
                .containsExactly(0, input, "");
        assertThat(home.sessionFiles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1 << 20})
    void a_command_may_read_nothing(int size) {
        Call.Result result = program.call(home, "statusline", "--", "echo", "mine")
                .input(Payload.statusLine("s", "x".repeat(size), 2.51))
                .run();
        assertThat(result)
                .extracting(Call.Result::exit, Call.Result::out, Call.Result::err)
                .containsExactly(0, "mine\n", "");
        assertThat(home.state()).contains("2.51");
    }

    @Test
    void output_appears_immediately_however_long_the_command_runs() throws IOException {
        Path go = home.root().resolve("go");
        new Call(home, List.of("mkfifo", go.toString())).run();
        Call.Running running = tee("sh", "-c", "echo early; read -r late <'" + go + "'; echo $late")
                .start();
        await().until(() -> running.out().equals("early\n"));
        assertThat(home.state()).contains("2.51");
        // Longer than the program waits for its input.
        await().during(Duration.ofSeconds(3)).until(running.process()::isAlive);
        Files.writeString(go, "late\n");
        assertThat(running.waitForExit().out()).isEqualTo("early\nlate\n");
    }

    @Test
    void a_termination_signal_reaches_the_command() {
        Call.Running running = tee(
                        "sh", "-c", "trap 'echo ended; exit 5' TERM; echo ready; while :; do sleep 0.05; done")
                .start();
        await().until(() -> running.out().equals("ready\n"));
        Kernel.kill(running.process().pid(), Kernel.SIGTERM);
        Call.Result result = running.waitForExit();
        assertThat(result.out()).isEqualTo("ready\nended\n");
        assertThat(result.exit()).isEqualTo(5);
    }

    @Test
    void the_command_ignores_and_blocks_the_same_signals_as_when_run_directly() {
        String[] look = {"grep", "-E", "^Sig(Ign|Blk)", "/proc/self/status"};
        assertThat(signals(tee(look)))
                .isEqualTo(signals(new Call(home, List.of(look))))
                .hasSize(2);
    }

    @Test
    void signals_that_the_caller_ignores_are_ignored_by_the_command_too() {
        List<String> ignoring = List.of("/bin/sh", "-c", "trap '' USR1 HUP; exec \"$@\"", "sh");
        List<String> look = List.of("grep", "-E", "^Sig(Ign|Blk)", "/proc/self/status");
        List<String> alone = join(List.of(ignoring, look));
        List<String> within = join(List.of(ignoring, program.command(), List.of("statusline", "--"), look));
        assertThat(signals(new Call(home, within).input(REPORT)))
                .isEqualTo(signals(new Call(home, alone)))
                .isNotEqualTo(signals(new Call(home, look)));
    }

    @Test
    void the_command_has_the_same_environment_directory_and_arguments_as_when_run_directly() {
        String[] look = {"sh", "-c", "pwd; env; printf '<%s>' \"$@\"", "sh", "a b", "", "--help", "ü€😀", "--"};
        List<String> command = List.of(look);
        Call.Result alone = new Call(home, command)
                .with("COLUMNS", 80)
                .with("LLM_BRIDGE_SIGNAL", 3)
                .run();
        Call.Result result =
                tee(look).with("COLUMNS", 80).with("LLM_BRIDGE_SIGNAL", 3).run();
        assertThat(lines(result)).isEqualTo(lines(alone));
    }

    @Test
    void the_command_inherits_none_of_the_programs_descriptors() {
        assumeTrue(program.isNative(), "a JVM has its own files open");
        String[] look = {"sh", "-c", "ls /proc/$$/fd"};
        String alone = new Call(home, List.of(look)).run().out();
        assertThat(tee(look).run().out()).isEqualTo(alone);
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertThat(daemon.isAlive()).isTrue();
            assertThat(tee(look).run().out()).isEqualTo(alone);
        }
    }

    @Test
    void input_that_stays_open_is_read_for_at_most_2_seconds() throws Exception {
        Duration limit = Duration.ofMillis(4_500);
        Duration took = Timing.lowerQuartile(1, limit, () -> {
            Call.Result result = program.call(home, "statusline", "--", "echo", "mine")
                    .openInput()
                    .run();
            assertThat(result.out()).isEqualTo("mine\n");
            return result.took();
        });
        assertThat(took).isLessThan(limit);
    }

    @Test
    void closed_standard_input_stays_closed() {
        assumeTrue(program.isNative(), "without a descriptor 0, a JVM opens one of its own files as descriptor 0");
        Call.Result result = program.call(home, "statusline", "--", "sh", "-c", "cat 2>/dev/null || echo closed")
                .closedInput()
                .run();
        assertThat(result.out()).isEqualTo("closed\n");
    }

    @Test
    void explains_its_purpose_on_a_terminal() {
        Call.Result result =
                tee("echo", "mine").inputFrom(Kernel.openTerminal()).run();
        assertThat(result.exit()).isEqualTo(64);
        assertThat(result.err()).contains("statusline").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4096, 65_536, 131_000, 131_072, 131_073, 1 << 20})
    void with_a_daemon_every_byte_reaches_the_command_and_the_report_reaches_the_daemon(int size) throws IOException {
        byte[] payload = Payload.statusLine("s", "x".repeat(size), 2.51).getBytes(StandardCharsets.UTF_8);
        Path copy = home.current().resolve("copy");
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            Call.Result result = program.call(home, "statusline", "--shell", "cat > '" + copy + "'; exit 3")
                    .input(payload)
                    .run();
            assertThat(result)
                    .extracting(Call.Result::exit, Call.Result::out, Call.Result::err)
                    .containsExactly(3, "", "");
            assertThat(Files.readAllBytes(copy)).isEqualTo(payload);
            await().until(() -> daemon.status().get("cost").doubleValue() == 2.51);
        }
    }

    @Test
    void with_a_daemon_a_command_that_cannot_be_run_leaves_the_line_blank_too() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            Call.Result result = tee("no-such-command").run();
            assertThat(result).extracting(Call.Result::exit, Call.Result::out).containsExactly(0, "");
            assertThat(result.err()).hasLineCount(1).contains("'no-such-command'");
            await().until(() -> daemon.status().get("cost").doubleValue() == 2.51);
        }
    }

    private Call tee(String... command) {
        List<String> arguments = new ArrayList<>(List.of("statusline", "--"));
        arguments.addAll(List.of(command));
        return program.call(home, arguments.toArray(String[]::new)).input(REPORT);
    }

    private static List<String> join(List<List<String>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    /** Returns the signal masks that a call prints, without the two signals that libc reserves for its threads. */
    private static List<Long> signals(Call call) {
        return call.run()
                .out()
                .lines()
                .map(line -> Long.parseUnsignedLong(line.substring(line.indexOf('\t') + 1), 16) & ~LIBC_SIGNALS)
                .toList();
    }

    /** Returns the number of times each line occurs, because the order of environment variables is arbitrary. */
    private static Map<String, Integer> lines(Call.Result result) {
        Map<String, Integer> lines = new TreeMap<>();
        result.out().lines().forEach(line -> lines.merge(line, 1, Integer::sum));
        return lines;
    }
}
