package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Hooks without a daemon, and hooks while a daemon starts or ends. */
@Twins
final class FallbackIT {
    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    FallbackIT(Program program) {
        this.program = program;
    }

    @Test
    void a_hook_without_a_daemon_writes_the_files_itself() throws Exception {
        hook(Payload.prompt("s")).run();
        // The executable exits as soon as the session files are written.
        await().until(() -> activity().equals("Thinking"));
        hook(Payload.toolStart("s", "Read", "use")).run();
        await().until(() -> activity().equals("Read"));
        hook(Payload.stop("s")).run();
        await().until(() -> activity().equals("Idle"));
        assertThat(home.sessionFiles()).hasSize(1).allSatisfy(FallbackIT::assertPrivate);
        assertPrivate(home.stateFile());
        assertThat(Json.line(program.call(home, "status").run().out())).isEqualTo(Json.line(home.state()));
    }

    private String activity() {
        return home.state().isEmpty()
                ? ""
                : Json.line(home.state()).get("activity").textValue();
    }

    private static void assertPrivate(Path file) {
        assertThat(file.toFile()).isFile();
        try {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_later_daemon_takes_over_the_sessions() {
        hook(Payload.toolStart("s", "Read", "use")).run();
        program.call(home, "statusline")
                .input(Payload.statusLine("s", "Opus 4.5", 2.5))
                .run();
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertThat(daemon.status().get("activity").textValue()).isEqualTo("Read");
            assertThat(daemon.status().get("model").textValue()).isEqualTo("Opus 4.5");
            hook(Payload.toolEnd("s", "Read", "use")).run();
            await().until(() -> daemon.status().get("activity").textValue().equals("Thinking"));
        }
    }

    @Test
    void after_a_crash_hooks_fall_back_and_a_new_daemon_has_every_session() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            IntStream.range(0, 5).forEach(i -> daemon.send("EVENT@before" + i + ":tool-start:Read"));
            await().until(() -> home.sessionFiles().size() == 5);
            daemon.kill();
        }
        IntStream.range(0, 5)
                .forEach(i -> assertSilent(hook(Payload.prompt("after" + i)).run()));
        await().until(() -> Json.line(home.state()).get("sessions").intValue() == 10);
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertThat(daemon.status().get("sessions").intValue()).isEqualTo(10);
            assertThat(names()).hasSize(10).contains("before0", "after4");
        }
    }

    @Test
    void no_event_of_many_simultaneous_hooks_is_lost_without_a_daemon() {
        start(hookCount(), "s").forEach(running -> assertSilent(running.waitForExit()));
        // One process applies what the others have added to the spool, and may outlive them.
        awaitNames(hookCount());
        await().untilAsserted(() ->
                assertThat(Json.line(home.state()).get("sessions").intValue()).isEqualTo(hookCount()));
    }

    @Test
    void no_event_of_many_simultaneous_hooks_is_lost_while_a_daemon_starts() {
        List<Call.Running> hooks = new ArrayList<>();
        Call daemonCall = program.call(home, "daemon");
        hooks.addAll(start(hookCountWithDaemon() / 2, "early"));
        Call.Running early = daemonCall.start();
        boolean answered;
        do {
            // The last batch of hooks starts after the daemon has answered.
            answered = DaemonProcess.answersAt(home.socket());
            List<Call.Running> batch = start(hookCountWithDaemon(), "batch" + hooks.size() + "-");
            hooks.addAll(batch);
            batch.forEach(Call.Running::waitForExit);
            awaitNames(hooks.size());
        } while (!answered);
        hooks.forEach(running -> assertSilent(running.waitForExit()));
        await().failFast(early::assertRunning).untilAsserted(() -> {
            assertThat(names()).hasSize(hooks.size());
            assertThat(Json.line(home.state()).get("sessions").intValue()).isEqualTo(hooks.size());
            assertThat(Json.line(home.state()).get("class").textValue()).isEqualTo("thinking");
        });
    }

    @Test
    void after_a_daemon_is_killed_no_later_hook_is_lost() {
        int hooks = program.isNative() ? 60 : 12;
        List<Call.Running> started = new ArrayList<>();
        try (DaemonProcess first = DaemonProcess.start(program, home)) {
            for (int i = 0; i < hooks; i++) {
                started.add(hook(Payload.prompt("s" + i)).start());
                if (i % hookCountWithDaemon() == 0) {
                    started.forEach(Call.Running::waitForExit);
                    if (i < hooks / 2) {
                        awaitNames(started.size());
                    }
                }
                if (i == hooks / 2) {
                    // Events of the last 50 ms, which the daemon has not written yet, may be lost; later ones may not.
                    first.kill();
                }
            }
        }
        started.forEach(running -> assertSilent(running.waitForExit()));
        Set<String> after = new TreeSet<>();
        IntStream.range(hooks / 2 + 1, hooks).forEach(i -> after.add("s" + i));
        await().untilAsserted(() -> assertThat(names()).containsAll(after));
        try (DaemonProcess second = DaemonProcess.start(program, home)) {
            await().untilAsserted(() ->
                    assertThat(second.status().get("sessions").intValue()).isEqualTo(names().size()));
        }
    }

    /** The number of simultaneous hooks; those on a JVM take much longer. */
    private int hookCount() {
        return program.isNative() ? 6 : 4;
    }

    /** The number of simultaneous hooks while a daemon may be running or has just been killed. */
    private int hookCountWithDaemon() {
        return program.isNative() ? 3 : 4;
    }

    private void awaitNames(int count) {
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(names()).hasSize(count));
    }

    private List<Call.Running> start(int hooks, String prefix) {
        return IntStream.range(0, hooks)
                .mapToObj(i -> hook(Payload.prompt(prefix + i)).start())
                .toList();
    }

    private Call hook(String payload) {
        return program.call(home, "event").input(payload);
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        home.sessionFiles()
                .forEach(file -> names.add(file.getFileName().toString().replace(".json", "")));
        return names;
    }

    private static void assertSilent(Call.Result result) {
        assertThat(result.out() + result.err()).isEmpty();
        assertThat(result.exit()).isZero();
    }
}
