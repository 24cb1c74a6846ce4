package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmbridge.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code status --follow}: prints a line now and at each change, until its output is closed or its parent dies. */
@Twins
final class FollowIT {
    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    FollowIT(Program program) {
        this.program = program;
    }

    @Test
    void a_line_is_printed_at_once_and_at_each_change() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                Follower follower = follow()) {
            assertThat(Json.read(follower.last()).get("class").textValue()).isEqualTo("idle");
            for (int i = 0; i < 10; i++) {
                daemon.send("EVENT:tool-start:Tool" + i);
                follower.awaitText("\"activity\":\"Tool" + i + "\"");
            }
            assertThat(follower.lines()).hasSize(11).doesNotHaveDuplicates();
            assertThat(follower.last() + "\n").isEqualTo(home.state());
        }
    }

    /** Waybar starts commands from several threads, so a command may inherit the pipe of another. */
    @Test
    void a_pipe_inherited_from_another_command_is_closed() {
        String shell = """
                { exec 3>&1 >/dev/null; "$@" status --follow >"$HOME/lines" & exec 3>&-; wait; } | { cat; echo ended; }
                """;
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", shell, "sh"));
        command.addAll(program.command());
        Call.Running running = new Call(home, command).openInput().start();

        await("the end of the pipe").until(() -> running.out().equals("ended\n"));
        await("a line")
                .until(() -> !SampleFiles.text(home.user().resolve("lines")).isEmpty());
        assertThat(home.processes())
                .anySatisfy(process -> assertThat(Kernel.comm(process.pid())).isEqualTo("llm-follow"));
    }

    @Test
    void replacing_the_state_file_with_the_same_content_prints_nothing() throws IOException {
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                Follower follower = follow()) {
            daemon.send("EVENT:tool-start:One");
            follower.awaitText("One");
            int before = follower.lines().size();
            Path copy = home.write(home.runtime().resolve("copy"), home.state());
            Files.move(copy, home.stateFile(), StandardCopyOption.ATOMIC_MOVE);
            daemon.send("EVENT:tool-start:Two");
            follower.awaitText("Two");
            assertThat(follower.lines()).hasSize(before + 1);
        }
    }

    @Test
    void a_restarted_daemon_is_followed() {
        try (Follower follower = follow()) {
            for (int i = 0; i < 2; i++) {
                try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
                    daemon.send("EVENT:tool-start:Round" + i);
                    follower.awaitText("Round" + i);
                    daemon.stop();
                }
            }
        }
    }

    @Test
    void after_the_death_of_the_daemon_sessions_still_expire() {
        home.configure("llm-bridge.idle-after = 2s", "llm-bridge.remove-after = 3s");
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                Follower follower = follow()) {
            long sent = System.nanoTime();
            daemon.send("EVENT:submit");
            follower.awaitText("Thinking");
            daemon.kill();
            // Nothing writes any more: if the follower slept without a timeout, neither line would appear.
            Follower.Line idle = follower.awaitText("\"class\":\"idle\"");
            assertThat(Json.read(idle.text()).get("sessions").intValue()).isOne();
            assertThat(Duration.ofNanos(idle.at() - sent)).isGreaterThan(Duration.ofMillis(1_990));
            Follower.Line gone = follower.awaitText("\"sessions\":0");
            assertThat(Duration.ofNanos(gone.at() - sent)).isGreaterThan(Duration.ofMillis(2_990));
        }
    }

    @Test
    void without_a_daemon_the_files_that_hooks_write_are_followed() {
        try (Follower follower = follow()) {
            program.call(home, "event", "--type", "tool-start", "--tool", "Alone")
                    .run();
            follower.awaitText("Alone");
            program.call(home, "event", "--type", "stop").run();
            follower.awaitText("\"class\":\"idle\"");
            try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
                daemon.send("EVENT:tool-start:Together");
                follower.awaitText("Together");
            }
        }
    }

    @Test
    void the_runtime_directory_may_be_created_and_removed() {
        FileTree.delete(home.runtime());
        try (Follower follower = follow()) {
            assertThat(follower.last()).contains("\"class\":\"idle\"");
            for (int i = 0; i < 2; i++) {
                assertThat(home.runtime().toFile().mkdir()).isTrue();
                try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
                    daemon.send("EVENT:tool-start:Life" + i);
                    follower.awaitText("Life" + i);
                }
                FileTree.delete(home.runtime());
                follower.awaitText("\"sessions\":0");
            }
        }
    }

    @Test
    void follow_works_with_a_custom_format() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                Follower follower = follow("--format", "<{activity}>")) {
            daemon.send("EVENT:tool-start:Own");
            follower.awaitText("\"text\":\"&lt;Own&gt;\"");
        }
    }

    @Test
    void plain_text_can_be_printed_for_other_bars() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                Follower follower = follow("--plain")) {
            assertThat(follower.last()).isEqualTo("☾ Idle");
            daemon.send("EVENT:tool-start:A&<b>");
            follower.awaitLine("⚙ A&<b>"::equals);
        }
    }

    @Test
    void the_whole_state_is_printed_on_one_line_per_change() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                Follower follower = follow("--json")) {
            daemon.send("EVENT@s:tool-start:Whole");
            JsonNode whole = Json.read(follower.awaitText("Whole").text());
            assertThat(whole.get("daemon").longValue()).isEqualTo(daemon.pid());
            assertThat(whole.at("/sessions/0/tools/0/name").textValue()).isEqualTo("Whole");
            daemon.kill();
            follower.awaitText("\"daemon\":0");
        }
    }

    @Test
    void it_exits_when_its_output_is_closed() throws IOException {
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                Follower follower = Follower.unread(home, Follower.command(program))) {
            assertThat(daemon.isAlive()).isTrue();
            byte[] first = new byte[1];
            assertThat(follower.process().getInputStream().read(first)).isOne();
            // Nothing happens that would cause a write.
            follower.process().getInputStream().close();
            follower.awaitExit();
            assertThat(follower.process().exitValue()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec \"$@\"", "\"$@\"; exit 0"})
    void it_exits_when_its_parent_dies_even_if_its_output_is_still_read(String inner) {
        // With exec, the parent is the outer shell; otherwise, it is the inner one. Each waits for its child.
        home.write(home.current().resolve("outer"), "sh inner \"$@\"; exit 0");
        List<String> words = new ArrayList<>(List.of("/bin/sh", "outer"));
        words.addAll(Follower.command(program));
        home.write(home.current().resolve("inner"), inner);
        try (Follower shells = Follower.start(home, words)) {
            shells.awaitLine(_ -> true);
            ProcessHandle following = follower();
            following.parent().orElseThrow().destroyForcibly();
            await().until(() -> !following.isAlive());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Kernel.SIGTERM, Kernel.SIGINT})
    void it_exits_immediately_and_silently_on_a_signal(int signal) throws Exception {
        Duration limit = Duration.ofSeconds(2);
        assertThat(Timing.lowerQuartile(1, limit, () -> timeToExit(signal))).isLessThanOrEqualTo(limit);
    }

    private Duration timeToExit(int signal) {
        try (Follower follower = follow()) {
            long sent = System.nanoTime();
            Kernel.kill(follower.pid(), signal);
            follower.awaitExit();
            Duration took = Duration.ofNanos(System.nanoTime() - sent);
            assertThat(follower.errors()).isEmpty();
            assertThat(follower.lines()).hasSize(1);
            return took;
        }
    }

    @Test
    void signals_for_the_bar_do_not_terminate_it() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                Follower follower = follow()) {
            IntStream.concat(
                            IntStream.of(Kernel.SIGUSR1, Kernel.SIGUSR2),
                            IntStream.rangeClosed(Kernel.SIGRTMIN + 1, 64))
                    // A JVM uses SIGUSR2 and some other signals itself, and survives them.
                    .forEach(signal -> Kernel.kill(follower.pid(), signal));
            daemon.send("EVENT:tool-start:Alive");
            follower.awaitText("Alive");
            assertThat(follower.process().isAlive()).isTrue();
            assertThat(Kernel.comm(follower.pid())).isEqualTo("llm-follow").doesNotContain("waybar");
        }
    }

    @Test
    void a_slow_reader_gets_the_newest_line_when_it_reads() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                Follower follower = Follower.unread(home, Follower.command(program))) {
            int states = 400;
            for (int i = 0; i < states; i++) {
                String tool = "Slow" + i;
                daemon.send("EVENT:tool-start:" + tool);
                await().pollInterval(Duration.ofMillis(2))
                        .until(() -> home.state().contains("\"" + tool + "\""));
            }
            follower.startReading();
            follower.awaitText("\"Slow" + (states - 1) + "\"");
            // While the pipe of 64 KiB is full, only the newest line is kept.
            assertThat(follower.lines().size()).isLessThan(states);
            assertThat(follower.lines()).allSatisfy(line -> Json.read(line));
        }
    }

    @Test
    void it_sleeps_while_nothing_happens_and_uses_little_memory() {
        assumeTrue(program.isNative(), "a JVM has its own threads that wake up");
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                Follower follower = follow()) {
            for (int i = 0; i < 200; i++) {
                daemon.send("EVENT:tool-start:Tool" + i);
                follower.awaitText("\"Tool" + i + "\"");
            }
            daemon.send("EVENT:stop");
            follower.awaitText("\"class\":\"idle\"");
            assertThat(Kernel.kilobytes(follower.pid(), "VmRSS")).isLessThanOrEqualTo(20_000);
            AtomicLong switches = new AtomicLong();
            await("ten seconds without a wake-up")
                    .during(Duration.ofSeconds(10))
                    .until(() -> {
                        long now = Kernel.voluntarySwitches(follower.pid());
                        return now == switches.getAndSet(now);
                    });
        }
    }

    @Test
    void a_line_is_printed_within_a_tenth_of_a_second_of_its_event() throws Exception {
        Duration limit = Duration.ofMillis(100);
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                Follower follower = follow()) {
            AtomicInteger events = new AtomicInteger();
            Duration took = Timing.lowerQuartile(31, limit, () -> {
                String tool = "Quick" + events.incrementAndGet();
                long sent = System.nanoTime();
                daemon.send("EVENT:tool-start:" + tool);
                return Duration.ofNanos(follower.awaitText("\"" + tool + "\"").at() - sent);
            });
            assertThat(took).isLessThanOrEqualTo(limit);
        }
    }

    @Test
    void an_invalid_setting_is_reported_in_one_line() {
        Call.Result result = program.call(home, "status", "--follow")
                .with("LLM_BRIDGE_SIGNAL", 99)
                .run();
        assertThat(result.exit()).isEqualTo(64);
        assertThat(result.err()).hasLineCount(1).contains("LLM_BRIDGE_SIGNAL is '99'");
    }

    private Follower follow(String... options) {
        return Follower.start(program, home, options);
    }

    private ProcessHandle follower() {
        return home.processes().stream()
                .filter(process -> Kernel.comm(process.pid()).equals("llm-follow"))
                .findFirst()
                .orElseThrow();
    }
}
