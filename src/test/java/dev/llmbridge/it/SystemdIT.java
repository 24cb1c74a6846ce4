package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.Patience;
import dev.llmbridge.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The units under a real systemd, installed as a user does it, from a folder that wants quoting. */
@Twins
final class SystemdIT {
    private static final String SERVICE = "llm-bridge.service";
    private static final String SOCKET = "llm-bridge.socket";

    @AutoClose
    private final Home home = Home.ofOrdinaryUser();

    @AutoClose
    private UserManager systemd;

    private final Program built;
    private Program program;

    SystemdIT(Program built) {
        this.built = built;
    }

    @BeforeAll
    static void systemd() {
        UserManager.assumePossible();
    }

    @BeforeEach
    void installForTheUser() throws Exception {
        program = built.copiedTo(home.root().resolve("50% of $HOME"));
        home.handOver(home.root());
        Call.Result installed = program.call(home, "install-service").run();
        assertThat(installed.exit()).as(installed.err()).isZero();
        dropIn("StandardError=append:" + log());
        systemd = UserManager.start(home);
    }

    @Test
    void a_datagram_that_was_sent_before_the_daemon_ever_ran_is_processed() throws Exception {
        systemd.must("start", SOCKET);
        assertThat(systemd.property(SERVICE, "ActiveState")).isEqualTo("inactive");
        assertThat(Files.getPosixFilePermissions(home.socket())).hasSize(2);

        send("EVENT@early:tool-start:Early");

        awaitActivity("Early");
        await().untilAsserted(() ->
                assertThat(systemd.property(SERVICE, "ActiveState")).isEqualTo("active"));
    }

    @Test
    void who_waits_for_the_start_finds_a_daemon_that_answers() throws Exception {
        systemd.must("start", SERVICE);

        assertThat(pid()).isEqualTo(mainPid());
        assertThat(systemd.property(SOCKET, "ActiveState")).isEqualTo("active");
    }

    @Test
    void killed_it_is_back_within_1_5_s_and_nothing_sent_meanwhile_is_lost() throws Exception {
        systemd.must("start", SERVICE);
        // A JVM alone takes its second to start.
        Duration enough = Duration.ofMillis(program.isNative() ? 1_500 : 5_000);
        AtomicInteger rounds = new AtomicInteger();
        Duration absence = Timing.lowerQuartile(3, enough, () -> {
            int round = rounds.incrementAndGet();
            long killed = pid();
            long since = System.nanoTime();
            Kernel.kill(killed, Kernel.SIGKILL);
            for (int i = 0; i < 5; i++) {
                send("EVENT@round-" + round + "-" + i + ":submit");
            }
            assertThat(pid()).isNotEqualTo(killed);
            Duration away = Duration.ofNanos(System.nanoTime() - since);
            await().untilAsserted(() -> assertThat(home.sessionFiles()).hasSize(5 * round));
            return away;
        });
        System.out.println("away when killed (" + program + "): " + absence);
        assertThat(absence).isLessThanOrEqualTo(enough);
    }

    @Test
    void a_daemon_that_stands_still_is_replaced() throws Exception {
        // The daemon gives a sign when half of it is over: a busy machine may delay that by five seconds.
        dropIn("WatchdogSec=10");
        systemd.must("daemon-reload");
        systemd.must("start", SERVICE);
        send("EVENT@kept:submit");
        awaitActivity("Thinking");
        // Longer than the watchdog's patience: a daemon that is well is left alone.
        assertThat(systemd.property(SERVICE, "WatchdogUSec")).isEqualTo("10s");
        long firstSign = lastSignMicros();
        assertThat(firstSign).isPositive();
        await().until(() -> lastSignMicros() > firstSign + 10_500_000);
        long stopped = pid();
        assertThat(systemd.property(SERVICE, "NRestarts")).isEqualTo("0");

        Kernel.kill(stopped, Kernel.SIGSTOP);
        send("EVENT@meanwhile:submit");

        assertThat(pid()).isNotEqualTo(stopped);
        assertThat(systemd.property(SERVICE, "NRestarts")).isEqualTo("1");
        await().untilAsserted(() -> assertThat(home.sessionFiles()).hasSize(2));
    }

    private long lastSignMicros() {
        return Long.parseLong(systemd.property(SERVICE, "WatchdogTimestampMonotonic"));
    }

    @Test
    void the_status_tells_sessions_and_bars() throws Exception {
        systemd.must("start", SERVICE);
        awaitStatus("No session, no Waybar found");

        send("EVENT@one:submit");
        awaitStatus("1 session, no Waybar found");

        startBar();
        await().until(() -> {
            send("EVENT@two:tool-start:T" + System.nanoTime());
            return systemd.property(SERVICE, "StatusText").equals("2 sessions, Waybar found");
        });
        assertThat(systemd.systemctl("status", SERVICE).out()).contains("Status: \"2 sessions, Waybar found\"");
    }

    @Test
    void stopped_it_ends_well_and_its_socket_waits_for_the_next_datagram() throws Exception {
        systemd.must("start", SERVICE);
        send("EVENT@last:tool-start:Last");
        awaitActivity("Last");

        systemd.must("stop", SERVICE);

        assertThat(systemd.property(SERVICE, "Result")).isEqualTo("success");
        assertThat(systemd.property(SERVICE, "ExecMainStatus")).isEqualTo("0");
        assertThat(systemd.property(SERVICE, "StatusText")).isEmpty();
        assertThat(home.socket()).exists();

        send("EVENT@next:tool-start:Next");
        awaitActivity("Next");
    }

    @Test
    void without_its_socket_it_ends_too_and_the_hooks_find_nobody() throws Exception {
        systemd.must("start", SERVICE);

        systemd.must("stop", SOCKET);

        assertThat(systemd.property(SERVICE, "ActiveState")).isEqualTo("inactive");
        assertThat(systemd.property(SERVICE, "Result")).isEqualTo("success");
        assertThat(home.socket()).doesNotExist();
        program.call(home, "event", "--type", "tool-start", "--tool", "Alone").run();
        assertThat(home.state()).contains("Alone");
    }

    @Test
    void stopped_before_it_was_up_it_has_not_failed() throws Exception {
        dropIn("StandardOutput=append:" + log());
        systemd.must("daemon-reload");
        for (int millis = 0; millis < 300; millis += 30) {
            systemd.must("start", "--no-block", SERVICE);
            awaitProcessorTime(millis);
            systemd.must("stop", SERVICE);
            if (hotSpotGaveUp()) {
                systemd.must("reset-failed", SERVICE);
                continue;
            }
            assertThat(systemd.property(SERVICE, "ActiveState"))
                    .as(
                            "after %d ms: %s, %s",
                            millis, systemd.property(SERVICE, "Result"), systemd.property(SERVICE, "ExecMainStatus"))
                    .isEqualTo("inactive");
            assertThat(systemd.property(SERVICE, "Result"))
                    .as("after %d ms", millis)
                    .isEqualTo("success");
        }
    }

    /** Waits until its start has come so far, by the processor time that it took; or is over, well or not. */
    private void awaitProcessorTime(int millis) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> millis == 0
                        || processorMillis() >= millis
                        || List.of("active", "failed").contains(systemd.property(SERVICE, "ActiveState")));
    }

    private long processorMillis() {
        long pid = mainPid();
        return pid == 0 || Files.notExists(Path.of("/proc", Long.toString(pid))) ? 0 : Kernel.processorTicks(pid) * 10;
    }

    /**
     * Any program on HotSpot, about once in seventy, ends with status 1 where SIGTERM comes while its VM is still being
     * made. The executable has no such moment.
     */
    private boolean hotSpotGaveUp() throws IOException {
        if (built.isNative()
                || Files.notExists(log())
                || !Files.readString(log()).contains("Error occurred during initialization of VM")) {
            return false;
        }
        Files.writeString(log(), "");
        return systemd.property(SERVICE, "ExecMainStatus").equals("1");
    }

    @Test
    void a_daemon_that_cannot_start_takes_neither_the_socket_nor_its_datagrams_along() throws Exception {
        dropIn("RestartSec=100ms");
        systemd.must("daemon-reload");
        home.configure("llm-bridge.signal = 99");
        systemd.must("start", SOCKET);
        send("EVENT@patient:tool-start:Patient");
        // More often than the number of starts that systemd allows by default.
        await().until(() -> Integer.parseInt(systemd.property(SERVICE, "NRestarts")) > 6);
        assertThat(systemd.property(SOCKET, "ActiveState")).isEqualTo("active");

        Files.delete(home.configuration());

        awaitActivity("Patient");
    }

    @Test
    void enabled_it_comes_and_goes_with_the_graphical_session() throws Exception {
        Files.writeString(UserManager.units(home).resolve("desktop.target"), """
                [Unit]
                BindsTo=graphical-session.target
                """);
        systemd.must("daemon-reload");
        systemd.must("enable", "--now", SOCKET, SERVICE);
        systemd.must("stop", SERVICE);

        systemd.must("start", "desktop.target");
        await().untilAsserted(() ->
                assertThat(systemd.property(SERVICE, "ActiveState")).isEqualTo("active"));
        systemd.must("stop", "graphical-session.target");
        await().untilAsserted(() ->
                assertThat(systemd.property(SERVICE, "ActiveState")).isEqualTo("inactive"));
        assertThat(systemd.property(SOCKET, "ActiveState")).isEqualTo("active");

        Call.Result removed = program.call(home, "uninstall-service").run();
        assertThat(removed.exit()).as(removed.err()).isZero();
        systemd.must("stop", SOCKET, SERVICE);
        systemd.must("daemon-reload");
        assertThat(systemd.property(SERVICE, "LoadState")).isEqualTo("not-found");
        assertThat(systemd.property(SOCKET, "LoadState")).isEqualTo("not-found");
        try (Stream<Path> left = Files.walk(UserManager.units(home))) {
            assertThat(left.map(file -> file.getFileName().toString())).doesNotContain(SERVICE, SOCKET);
        }
    }

    @Test
    void systemd_has_nothing_to_say_against_the_units() {
        Call.Result verified = systemd.run(List.of("systemd-analyze", "--user", "verify", unit(SOCKET), unit(SERVICE)));
        assertThat(verified.err()).isEmpty();
        assertThat(verified.exit()).isZero();
    }

    @Test
    void it_is_as_little_exposed_as_the_page_says() throws Exception {
        Call.Result security =
                systemd.run(List.of("systemd-analyze", "--user", "security", "--offline=yes", unit(SERVICE)));
        String figure = security.out()
                .lines()
                .filter(line -> line.contains("Overall exposure level"))
                .map(line -> line.replaceAll(".*: ([0-9.]+) .*", "$1"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(security));
        assertThat(Files.readString(Path.of("docs/install.md"))).contains("systemd-analyze security` " + figure);
    }

    /** Something with Waybar's name and a handler for its signal. */
    private void startBar() throws IOException {
        Path bar = Files.copy(Path.of("/bin/bash"), home.root().resolve("waybar"));
        Call.Running running = new Call(
                        home, List.of(bar.toString(), "-c", "trap : RTMIN+8; echo ready; while :; do sleep 1; done"))
                .openInput()
                .start();
        await().failFast(running::mustRun).until(() -> running.out().equals("ready\n"));
    }

    private String unit(String name) {
        return UserManager.units(home).resolve(name).toString();
    }

    private Path log() {
        return home.root().resolve("daemon.log");
    }

    /** Adds to what the service's drop-in of the test says. */
    private void dropIn(String line) throws IOException {
        Path file = UserManager.units(home).resolve(SERVICE + ".d/test.conf");
        String before = Files.exists(file) ? Files.readString(file) : "[Service]\n";
        home.write(file, before + line + "\n");
        home.handOver(UserManager.units(home));
    }

    private void send(String datagram) throws IOException {
        try (Wire wire = Wire.to(home.socket())) {
            wire.send(datagram);
        }
    }

    /** Of the daemon that answers, once one does. */
    private long pid() throws IOException {
        try (Wire wire = Wire.to(home.socket())) {
            String answer = wire.ask("QUERY:ping", Patience.PATIENCE)
                    .orElseThrow(() -> new AssertionError("no answer\n" + Samples.text(log())));
            return Json.read(answer).get("pid").longValue();
        }
    }

    private long mainPid() {
        return Long.parseLong(systemd.property(SERVICE, "MainPID"));
    }

    private void awaitActivity(String activity) {
        await().untilAsserted(() -> assertThat(home.state()).contains(activity));
    }

    private void awaitStatus(String text) {
        await().untilAsserted(() ->
                assertThat(systemd.property(SERVICE, "StatusText")).isEqualTo(text));
    }
}
