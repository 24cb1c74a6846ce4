package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the daemon starts, runs and stops. */
@Twins
final class DaemonIT {
    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    DaemonIT(Program program) {
        this.program = program;
    }

    @Test
    void a_second_daemon_exits_and_reports_the_running_one() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            Call.Result second = program.call(home, "daemon").run();
            assertThat(second.exit()).isEqualTo(1);
            assertThat(second.err()).contains(Long.toString(daemon.pid())).hasLineCount(1);
            assertThat(daemon.ping().get("pid").longValue()).isEqualTo(daemon.pid());
        }
    }

    @Test
    void only_one_of_many_daemons_started_at_once_keeps_running() {
        List<Call.Running> started = IntStream.range(0, 6)
                .mapToObj(_ -> program.call(home, "daemon").start())
                .toList();
        await().until(() -> alive(started).count() == 1 && DaemonProcess.answersAt(home.socket()));
        assertThat(started.stream()
                        .filter(daemon -> !daemon.process().isAlive())
                        .map(Call.Running::waitForExit))
                .hasSize(5)
                .allSatisfy(result -> {
                    assertThat(result.exit()).isEqualTo(1);
                    assertThat(result.err()).hasLineCount(1);
                });
        assertThat(alive(started)).hasSize(1);
    }

    private static Stream<Call.Running> alive(List<Call.Running> started) {
        return started.stream().filter(running -> running.process().isAlive());
    }

    @Test
    void a_file_in_place_of_the_socket_is_rejected_and_not_changed() throws Exception {
        home.write(home.socket(), "mine");
        Call.Result result = program.call(home, "daemon").run();
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains(home.socket().toString()).hasLineCount(1);
        assertThat(Files.readString(home.socket())).isEqualTo("mine");
    }

    @Test
    void a_sessions_directory_that_others_can_write_to_is_rejected() throws Exception {
        Files.createDirectory(home.sessions());
        Files.setPosixFilePermissions(home.sessions(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Call.Result result = program.call(home, "daemon").run();
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("chmod 700 " + home.sessions()).hasLineCount(1);
        assertThat(home.sessions()).isEmptyDirectory();

        Call.Result hook =
                program.call(home, "event").input(Payload.prompt("s")).run();
        assertThat(hook.exit()).isZero();
        assertThat(hook.out() + hook.err()).isEmpty();
        assertThat(home.sessions()).isEmptyDirectory();
    }

    @Test
    void a_directory_in_place_of_a_session_file_affects_only_that_session() throws Exception {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            Files.createDirectories(home.sessions().resolve("a.json/full"));
            daemon.send("EVENT@a:submit");
            daemon.send("EVENT@b:submit");
            await().until(() -> Files.isRegularFile(home.sessions().resolve("b.json")));
            await().until(() -> Json.read(home.state()).path("sessions").asInt() == 2);
        }
    }

    @Test
    void a_directory_in_place_of_the_socket_is_rejected() throws Exception {
        Files.createDirectory(home.socket());
        Call.Result result = program.call(home, "daemon").run();
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains(home.socket().toString()).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {Kernel.SIGTERM, Kernel.SIGINT})
    void a_signal_makes_it_write_files_remove_its_socket_and_exit_with_0_within_a_second(int signal) throws Exception {
        Duration second = Duration.ofSeconds(1);
        assertThat(Timing.lowerQuartile(1, second, () -> timeToStop(signal))).isLessThan(second);
    }

    private Duration timeToStop(int signal) {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT@last:tool-start:Final");
            daemon.awaitHandled();
            Call.Result result = daemon.stop(signal);
            assertThat(result.exit()).isZero();
            assertThat(Files.exists(home.socket(), LinkOption.NOFOLLOW_LINKS)).isFalse();
            assertThat(Json.line(home.state()).get("activity").textValue()).isEqualTo("Final");
            assertThat(home.sessions().resolve("last.json")).exists();
            assertThat(result.out()).isEmpty();
            return result.took();
        }
    }

    @Test
    void stray_signals_are_ignored() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.signal(Kernel.SIGUSR1);
            daemon.signal(Kernel.SIGUSR2);
            IntStream.rangeClosed(1, 30).forEach(number -> daemon.signal(Kernel.SIGRTMIN + number));
            daemon.send("EVENT:submit");
            await().until(() -> home.state().contains("Thinking"));
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    @Test
    void stray_signals_are_ignored_from_the_start() {
        Call.Running running = program.call(home, "daemon").start();
        long pid = running.process().pid();
        await().pollInterval(Duration.ofMillis(1)).until(() -> Kernel.comm(pid).equals("llm-bridged"));
        IntStream.rangeClosed(1, 30).forEach(number -> Kernel.kill(pid, Kernel.SIGRTMIN + number));
        await().failFast(running::assertRunning).until(() -> DaemonProcess.answersAt(home.socket()));
    }

    @Test
    void its_process_name_is_not_waybars() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertThat(Kernel.comm(daemon.pid())).isEqualTo("llm-bridged");
        }
    }

    @Test
    void a_restart_keeps_the_sessions() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT@one:tool-start:Read");
            daemon.send("STATUS:" + Payload.statusLine("two", "Opus 4.5", 2.5));
            await().until(() -> daemon.status().get("sessions").intValue() == 2);
            assertThat(daemon.stop().exit()).isZero();
        }
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertThat(daemon.status().get("sessions").intValue()).isEqualTo(2);
            assertThat(daemon.status().get("activity").textValue()).isEqualTo("Read");
            assertThat(daemon.status().get("cost").doubleValue()).isEqualTo(2.5);
        }
    }

    @Test
    void the_socket_of_a_crashed_daemon_is_replaced() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT@one:tool-start:Read");
            await().until(() -> home.state().contains("Read"));
            daemon.kill();
        }
        assertThat(home.socket()).exists();
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertThat(daemon.status().get("activity").textValue()).isEqualTo("Read");
            assertThat(Files.exists(home.socket())).isTrue();
        }
    }

    @Test
    void leftovers_of_killed_processes_are_removed_and_other_files_kept() throws Exception {
        Path otherStateLeftover = home.write(home.runtime().resolve(".llm-bridge-17-other_state.json.tmp"), "{");
        Path usersFile = home.write(home.runtime().resolve(".llm-bridge.note"), "mine");
        Path stateLeftover = home.write(home.runtime().resolve(".llm-bridge-17-llm_state.json.tmp"), "{");
        Path sessionLeftover = home.write(home.sessions().resolve(".llm-bridge-17-one.json.tmp"), "{");
        Path deadSocket = home.runtime().resolve(".llm-bridge.17");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(deadSocket))
                .close();
        Path liveSocket = home.runtime().resolve(".llm-bridge.18");
        try (var live = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            live.bind(UnixDomainSocketAddress.of(liveSocket));
            try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
                assertThat(daemon.ping().get("pid").longValue()).isEqualTo(daemon.pid());

                assertThat(stateLeftover).doesNotExist();
                assertThat(sessionLeftover).doesNotExist();
                assertThat(deadSocket).doesNotExist();
                assertThat(otherStateLeftover).exists();
                assertThat(liveSocket).exists();
                assertThat(usersFile).exists();
            }
        }
    }

    @Test
    void its_log_contains_start_and_stop_but_no_events() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            String started = daemon.log();
            daemon.send("EVENT@secret-session:tool-start:SecretTool");
            await().until(() -> home.state().contains("SecretTool"));
            assertThat(daemon.log()).isEqualTo(started).isNotBlank().hasLineCount(1);
            assertThat(daemon.stop().err()).hasLineCount(2);
        }
    }

    @Test
    void a_prompt_does_not_stay_in_memory() {
        String secret = "swordfish-" + "x".repeat(40);
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            // Session ids do stay, so this shows that they would be found.
            for (int i = 0; i < 5; i++) {
                daemon.send("HOOK:" + System.nanoTime() + ":0:"
                        + Payload.hook("findable-session", "UserPromptSubmit", "\"prompt\":\"" + secret + "\""));
            }
            await().until(() -> home.state().contains("Thinking"));
            assertThat(daemon.status().toString()).contains("findable-session");
            assertThat(Kernel.memoryContains(daemon.pid(), "findable-session")).isTrue();
            assertThat(Kernel.memoryContains(daemon.pid(), secret)).isFalse();
        }
    }

    @Test
    void the_executable_loads_no_library_and_a_jvm_the_one_for_sockets_from_a_directory_that_is_gone()
            throws Exception {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            List<String> libraries = Kernel.libraries(daemon.pid());
            if (program.isNative()) {
                assertThat(libraries).isEmpty();
            } else {
                assertThat(libraries)
                        .filteredOn(library -> library.contains("junixsocket"))
                        .isNotEmpty()
                        .allSatisfy(library ->
                                assertThat(library).contains("/.library-").endsWith(" (deleted)"));
            }
        }
    }

    @Test
    void it_sleeps_while_idle() {
        int maxSwitches = program.isNative() ? 40 : 400;
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT:submit");
            daemon.send("EVENT:stop");
            await().until(() -> home.state().contains("Idle"));
            AtomicLong switches = new AtomicLong();
            AtomicLong ticks = new AtomicLong();
            // Work left over from the start ends eventually; work that the idle daemon repeats would not.
            await("five seconds with hardly any processor time")
                    .pollInterval(Duration.ofSeconds(5))
                    .until(() -> {
                        long woken = Kernel.voluntarySwitches(daemon.pid());
                        long ran = Kernel.processorTicks(daemon.pid());
                        return woken - switches.getAndSet(woken) <= maxSwitches && ran - ticks.getAndSet(ran) <= 10;
                    });
        }
    }

    @Test
    void it_leaves_only_its_files_behind() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT@s:submit");
            await().until(() -> home.sessionFiles().size() == 1);
            daemon.stop();
        }
        assertThat(names(home.runtime()))
                .containsOnly("llm-bridge.sock.lock", "llm_sessions", "llm_spool", "llm_state.json");
        assertThat(names(home.runtime().resolve("llm_spool"))).isEmpty();
        assertThat(names(home.sessions())).containsOnly(".lock", "s.json");
        assertThat(names(home.current())).isEmpty();
        assertThat(names(home.user())).isEmpty();
    }

    private static List<String> names(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
