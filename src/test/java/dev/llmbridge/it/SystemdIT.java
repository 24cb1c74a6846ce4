package dev.llmbridge.it;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.TestTimeout;
import dev.llmbridge.Timing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The units in a real systemd, installed as a user installs them, from a directory whose name needs quoting. */
@Twins
final class SystemdIT {
    private static final String SERVICE = "llm-bridge.service";
    private static final String SOCKET = "llm-bridge.socket";

    /** The directives of the service that do not restrict it. */
    private static final Set<String> OPERATION = Set.of(
            "Type",
            "ExecStart",
            "ExecReload",
            "Restart",
            "RestartSec",
            "WatchdogSec",
            "WatchdogSignal",
            "TimeoutStopSec",
            "SuccessExitStatus");

    private static final String EPERM = "1";

    /** What {@link HardeningProbe} sees because of each directive. */
    private static final Map<String, Effect> HARDENING = Map.ofEntries(
            entry("LimitCORE=0", new Effect("core limit", "0 0 bytes")),
            entry("UMask=0077", new Effect("Umask", "0077")),
            entry("LockPersonality=yes", new Effect("personality", EPERM)),
            entry("NoNewPrivileges=yes", new Effect("NoNewPrivs", "1")),
            entry("RestrictAddressFamilies=AF_UNIX", new Effect("socket inet", "97")),
            entry("RestrictNamespaces=yes", new Effect("unshare", EPERM)),
            entry("RestrictRealtime=yes", new Effect("realtime", EPERM)),
            entry("RestrictSUIDSGID=yes", new Effect("chmod u+s", EPERM)),
            entry("SystemCallArchitectures=native", new Effect("foreign architecture", "159")),
            entry("SystemCallErrorNumber=EPERM", new Effect("ptrace", EPERM)),
            entry("SystemCallFilter=@system-service", new Effect("ptrace", EPERM)),
            entry("SystemCallFilter=~@privileged", new Effect("chown", EPERM)));

    private record Effect(String what, String value) {}

    /** An executable for x86-64 that makes a system call of 32-bit x86: getpid, then exit(0). */
    private static final String FOREIGN_CALL = "7f454c4602010100000000000000000002003e00010000007800400000000000"
            + "400000000000000000000000000000000000000040003800010040000000000001000000050000000000000000000000"
            + "0000400000000000000040000000000088000000000000008800000000000000"
            + "0010000000000000b814000000cd8031ffb83c0000000f05";

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
    static void requireSystemd() {
        UserManager.assumePossible();
    }

    @BeforeEach
    void installForTheUser() throws Exception {
        program = built.copiedTo(home.root().resolve("50% of $HOME"));
        home.changeOwner(home.root());
        Call.Result installed = program.call(home, "install-service").run();
        assertThat(installed.exit()).as(installed.err()).isZero();
        dropIn("StandardError=append:" + log());
        systemd = UserManager.start(home);
    }

    @Test
    void a_datagram_sent_before_the_first_start_of_the_daemon_is_processed() throws Exception {
        systemd.mustSucceed("start", SOCKET);
        assertThat(systemd.property(SERVICE, "ActiveState")).isEqualTo("inactive");
        assertThat(Files.getPosixFilePermissions(home.socket())).hasSize(2);

        send("EVENT@early:tool-start:Early");

        awaitActivity("Early");
        await().untilAsserted(() ->
                assertThat(systemd.property(SERVICE, "ActiveState")).isEqualTo("active"));
    }

    @Test
    void once_the_service_is_started_the_daemon_answers() throws Exception {
        systemd.mustSucceed("start", SERVICE);

        assertThat(awaitDaemonPid()).isEqualTo(mainPid());
        assertThat(systemd.property(SOCKET, "ActiveState")).isEqualTo("active");
    }

    @Test
    void a_killed_daemon_is_restarted_within_1_5_s_and_no_datagram_is_lost() throws Exception {
        systemd.mustSucceed("start", SERVICE);
        // A JVM alone takes about a second to start.
        Duration limit = Duration.ofMillis(program.isNative() ? 1_500 : 5_000);
        AtomicInteger rounds = new AtomicInteger();
        Duration downtime = Timing.lowerQuartile(3, limit, () -> {
            int round = rounds.incrementAndGet();
            long killed = awaitDaemonPid();
            long since = System.nanoTime();
            Kernel.kill(killed, Kernel.SIGKILL);
            for (int i = 0; i < 5; i++) {
                send("EVENT@round-" + round + "-" + i + ":submit");
            }
            assertThat(awaitDaemonPid()).isNotEqualTo(killed);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - since);
            await().untilAsserted(() -> assertThat(home.sessionFiles()).hasSize(5 * round));
            return elapsed;
        });
        System.out.println("downtime after a kill (" + program + "): " + downtime);
        assertThat(downtime).isLessThanOrEqualTo(limit);
    }

    @Test
    void a_removed_socket_is_created_again_at_once_and_by_a_restarted_daemon() throws Exception {
        systemd.mustSucceed("start", SERVICE);
        long pid = awaitDaemonPid();
        Files.delete(home.socket());
        program.call(home, "event").input(Payload.prompt("meanwhile")).run();
        await().untilAsserted(() -> assertThat(home.sessionFiles()).hasSize(1));
        await().until(() -> DaemonProcess.answersAt(home.socket()));
        assertThat(awaitDaemonPid()).isEqualTo(pid);

        systemd.mustSucceed("stop", SERVICE);
        assertThat(home.socket()).doesNotExist();
        systemd.mustSucceed("start", SERVICE);
        assertThat(awaitDaemonPid()).isEqualTo(mainPid());
        send("EVENT@later:submit");
        await().untilAsserted(() -> assertThat(home.sessionFiles()).hasSize(2));
    }

    @Test
    void a_frozen_daemon_is_restarted() throws Exception {
        // The daemon pings the watchdog after half of this time; a busy machine may delay that by five seconds.
        dropIn("WatchdogSec=10");
        systemd.mustSucceed("daemon-reload");
        systemd.mustSucceed("start", SERVICE);
        send("EVENT@kept:submit");
        awaitActivity("Thinking");
        // A healthy daemon is not restarted, even after more than the watchdog timeout.
        assertThat(systemd.property(SERVICE, "WatchdogUSec")).isEqualTo("10s");
        long firstPing = lastPingMicros();
        assertThat(firstPing).isPositive();
        await().until(() -> lastPingMicros() > firstPing + 10_500_000);
        long suspended = awaitDaemonPid();
        assertThat(systemd.property(SERVICE, "NRestarts")).isEqualTo("0");

        Kernel.kill(suspended, Kernel.SIGSTOP);
        // A message that the daemon receives just before it is suspended is lost with it.
        Path stat = Path.of("/proc", Long.toString(suspended), "stat");
        await().until(() -> Files.readString(stat).contains(") T "));
        send("EVENT@meanwhile:submit");

        assertThat(awaitDaemonPid()).isNotEqualTo(suspended);
        assertThat(systemd.property(SERVICE, "NRestarts")).isEqualTo("1");
        await().untilAsserted(() -> assertThat(home.sessionFiles()).hasSize(2));
    }

    private long lastPingMicros() {
        return Long.parseLong(systemd.property(SERVICE, "WatchdogTimestampMonotonic"));
    }

    @Test
    void the_status_shows_sessions_and_bars() throws Exception {
        systemd.mustSucceed("start", SERVICE);
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
    void a_stopped_daemon_exits_cleanly_and_its_socket_waits_for_the_next_datagram() throws Exception {
        systemd.mustSucceed("start", SERVICE);
        send("EVENT@last:tool-start:Last");
        awaitActivity("Last");

        systemd.mustSucceed("stop", SERVICE);

        assertThat(systemd.property(SERVICE, "Result")).isEqualTo("success");
        assertThat(systemd.property(SERVICE, "ExecMainStatus")).isEqualTo("0");
        assertThat(systemd.property(SERVICE, "StatusText")).isEmpty();
        assertThat(home.socket()).exists();

        send("EVENT@next:tool-start:Next");
        awaitActivity("Next");
    }

    @Test
    void a_reload_applies_the_changed_file_in_the_same_process_and_loses_no_datagram() throws Exception {
        systemd.mustSucceed("start", SERVICE);
        long pid = awaitDaemonPid();
        send("EVENT@s:tool-start:Read");
        awaitActivity("Read");

        home.configure("llm-bridge.format-multi = {counts} after");
        systemd.mustSucceed("reload", SERVICE);
        for (int i = 0; i < 5; i++) {
            send("EVENT@meanwhile-" + i + ":stop");
        }

        await().untilAsserted(() -> assertThat(home.sessionFiles()).hasSize(6));
        await().untilAsserted(() ->
                assertThat(systemd.property(SERVICE, "ActiveState")).isEqualTo("active"));
        assertThat(awaitDaemonPid()).isEqualTo(pid).isEqualTo(mainPid());
        assertThat(program.call(home, "status").run().out()).contains(" after");
        assertThat(systemd.property(SERVICE, "NRestarts")).isEqualTo("0");
        systemd.mustSucceed("stop", SERVICE);
        assertThat(systemd.property(SERVICE, "Result")).isEqualTo("success");
    }

    @Test
    void stopping_the_socket_stops_the_daemon_and_hooks_fall_back() throws Exception {
        systemd.mustSucceed("start", SERVICE);

        systemd.mustSucceed("stop", SOCKET);

        assertThat(systemd.property(SERVICE, "ActiveState")).isEqualTo("inactive");
        assertThat(systemd.property(SERVICE, "Result")).isEqualTo("success");
        assertThat(home.socket()).doesNotExist();
        program.call(home, "event", "--type", "tool-start", "--tool", "Alone").run();
        await().until(() -> home.state().contains("Alone"));
    }

    @Test
    void stopping_the_daemon_while_it_starts_is_not_a_failure() throws Exception {
        dropIn("StandardOutput=append:" + log());
        systemd.mustSucceed("daemon-reload");
        for (int millis = 0; millis < 300; millis += 30) {
            systemd.mustSucceed("start", "--no-block", SERVICE);
            awaitProcessorTime(millis);
            systemd.mustSucceed("stop", SERVICE);
            if (hotSpotFailed()) {
                systemd.mustSucceed("reset-failed", SERVICE);
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

    /** Waits until the starting daemon has used this much processor time, has started, or has failed. */
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
     * Returns whether HotSpot failed because SIGTERM arrived while it was initialising. This can happen to any
     * program that runs on HotSpot, in about one start in seventy. The native executable is not affected.
     */
    private boolean hotSpotFailed() throws IOException {
        if (built.isNative()
                || Files.notExists(log())
                || !Files.readString(log()).contains("Error occurred during initialization of VM")) {
            return false;
        }
        Files.writeString(log(), "");
        return systemd.property(SERVICE, "ExecMainStatus").equals("1");
    }

    @Test
    void a_daemon_that_cannot_start_loses_neither_the_socket_nor_its_datagrams() throws Exception {
        dropIn("RestartSec=100ms");
        systemd.mustSucceed("daemon-reload");
        home.configure("llm-bridge.signal = 99");
        systemd.mustSucceed("start", SOCKET);
        send("EVENT@patient:tool-start:Patient");
        // More starts than systemd allows by default.
        await().until(() -> Integer.parseInt(systemd.property(SERVICE, "NRestarts")) > 6);
        assertThat(systemd.property(SOCKET, "ActiveState")).isEqualTo("active");

        Files.delete(home.configuration());

        awaitActivity("Patient");
    }

    @Test
    void an_enabled_daemon_starts_and_stops_with_the_graphical_session() throws Exception {
        Files.writeString(UserManager.units(home).resolve("desktop.target"), """
                [Unit]
                BindsTo=graphical-session.target
                """);
        systemd.mustSucceed("daemon-reload");
        systemd.mustSucceed("enable", "--now", SOCKET, SERVICE);
        systemd.mustSucceed("stop", SERVICE);

        systemd.mustSucceed("start", "desktop.target");
        await().untilAsserted(() ->
                assertThat(systemd.property(SERVICE, "ActiveState")).isEqualTo("active"));
        systemd.mustSucceed("stop", "graphical-session.target");
        await().untilAsserted(() ->
                assertThat(systemd.property(SERVICE, "ActiveState")).isEqualTo("inactive"));
        assertThat(systemd.property(SOCKET, "ActiveState")).isEqualTo("active");

        Call.Result removed = program.call(home, "uninstall-service").run();
        assertThat(removed.exit()).as(removed.err()).isZero();
        systemd.mustSucceed("stop", SOCKET, SERVICE);
        systemd.mustSucceed("daemon-reload");
        assertThat(systemd.property(SERVICE, "LoadState")).isEqualTo("not-found");
        assertThat(systemd.property(SOCKET, "LoadState")).isEqualTo("not-found");
        try (Stream<Path> left = Files.walk(UserManager.units(home))) {
            assertThat(left.map(file -> file.getFileName().toString())).doesNotContain(SERVICE, SOCKET);
        }
    }

    @Test
    void systemd_reports_no_problem_with_the_units() {
        Call.Result verified = systemd.run(List.of("systemd-analyze", "--user", "verify", unit(SOCKET), unit(SERVICE)));
        assertThat(verified.err()).isEmpty();
        assertThat(verified.exit()).isZero();
    }

    /** A directive that is not in {@link #HARDENING} needs a check that it takes effect. */
    @Test
    void each_hardening_directive_takes_effect_and_none_is_unknown() throws Exception {
        assertThat(hardening()).containsExactlyInAnyOrderElementsOf(HARDENING.keySet());
        Map<String, String> unrestricted = seen(systemd.run(probe()).out());

        Path output = home.root().resolve("probe.out");
        dropIn("Type=oneshot");
        dropIn("Restart=no");
        dropIn("WatchdogSec=0");
        dropIn("StandardOutput=append:" + output);
        dropIn("ExecStart=");
        dropIn("ExecStart=" + String.join(" ", probe()));
        systemd.mustSucceed("daemon-reload");
        Call.Result started = systemd.systemctl("start", SERVICE);
        assertThat(started.exit()).as(started.err() + SampleFiles.text(log())).isZero();

        Map<String, String> seen = seen(Files.readString(output));
        HARDENING.forEach((directive, effect) -> {
            assertThat(seen).as(directive).containsEntry(effect.what(), effect.value());
            assertThat(unrestricted).as("without " + directive).doesNotContainEntry(effect.what(), effect.value());
        });
        assertThat(seen).containsEntry("socket unix", "0").containsEntry("Seccomp", "2");
        // A namespace of users would hide from the daemon what it has to know of clients.
        assertThat(seen).containsEntry("environment", "true");
        for (String namespace : List.of("user", "mnt", "pid")) {
            assertThat(seen)
                    .containsEntry(
                            namespace + " namespace",
                            Files.readSymbolicLink(Path.of("/proc", Long.toString(systemd.pid()), "ns", namespace))
                                    .toString());
        }
    }

    private List<String> hardening() throws IOException {
        List<String> lines = Files.readAllLines(Path.of(unit(SERVICE)));
        return lines.subList(lines.indexOf("[Service]") + 1, lines.indexOf("[Install]")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .filter(line -> !OPERATION.contains(line.substring(0, line.indexOf('='))))
                .toList();
    }

    /** Returns the command line of {@link HardeningProbe}, which the manager's user can run. */
    private List<String> probe() throws IOException {
        Path directory = home.root().resolve("probe");
        Path file = directory.resolve("file");
        Path foreign = directory.resolve("foreign");
        if (Files.notExists(directory)) {
            Path compiled = directory.resolve(HardeningProbe.class.getName().replace('.', '/') + ".class");
            Files.createDirectories(compiled.getParent());
            try (InputStream code = HardeningProbe.class.getResourceAsStream("HardeningProbe.class")) {
                Files.copy(code, compiled);
            }
            Files.createFile(file);
            Files.write(foreign, HexFormat.of().parseHex(FOREIGN_CALL));
            Files.setPosixFilePermissions(foreign, PosixFilePermissions.fromString("rwxr-xr-x"));
            home.changeOwner(directory);
        }
        return List.of(
                Program.java(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                directory.toString(),
                HardeningProbe.class.getName(),
                file.toString(),
                foreign.toString(),
                Long.toString(systemd.pid()));
    }

    private static Map<String, String> seen(String output) {
        return output.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    }

    @Test
    void the_exposure_level_of_the_service_matches_the_documentation() throws Exception {
        Call.Result security =
                systemd.run(List.of("systemd-analyze", "--user", "security", "--offline=yes", unit(SERVICE)));
        String figure = security.out()
                .lines()
                .filter(line -> line.contains("Overall exposure level"))
                .map(line -> line.replaceAll(".*: ([0-9.]+) .*", "$1"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(security));
        assertThat(Files.readString(Path.of("docs/install.md")))
                .contains("`systemd-analyze security` rates its exposure at " + figure);
    }

    /** Starts a process with Waybar's name and a handler for its signal. */
    private void startBar() throws IOException {
        Path bar = Files.copy(Path.of("/bin/bash"), home.root().resolve("waybar"));
        Call.Running running = new Call(
                        home, List.of(bar.toString(), "-c", "trap : RTMIN+8; echo ready; while :; do sleep 1; done"))
                .openInput()
                .start();
        await().failFast(running::assertRunning).until(() -> running.out().equals("ready\n"));
    }

    private String unit(String name) {
        return UserManager.units(home).resolve(name).toString();
    }

    private Path log() {
        return home.root().resolve("daemon.log");
    }

    /** Adds a line to the service's drop-in file. */
    private void dropIn(String line) throws IOException {
        Path file = UserManager.units(home).resolve(SERVICE + ".d/test.conf");
        String before = Files.exists(file) ? Files.readString(file) : "[Service]\n";
        home.write(file, before + line + "\n");
        home.changeOwner(UserManager.units(home));
    }

    private void send(String datagram) throws IOException {
        try (Wire wire = Wire.to(home.socket())) {
            wire.send(datagram);
        }
    }

    /** Waits until a daemon answers and returns its pid. */
    private long awaitDaemonPid() throws IOException {
        try (Wire wire = Wire.to(home.socket())) {
            String answer = wire.ask("QUERY:ping", TestTimeout.TIMEOUT)
                    .orElseThrow(() -> new AssertionError("no answer\n" + SampleFiles.text(log())));
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
