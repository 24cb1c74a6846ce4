package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code demo --live}: uses the user's own daemon and leaves its state as it was before. */
@Twins
final class LiveDemoIT {
    private static final int SIGKILL = 9;

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    LiveDemoIT(Program program) {
        this.program = program;
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-session", "multi-session", "waiting", "interrupt"})
    void it_sends_events_to_the_running_daemon_and_removes_its_sessions(String scenario) throws IOException {
        Path clientDirectory = Files.createDirectories(home.user().resolve(".claude/sessions"));
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            String before = home.state();

            Call.Result result =
                    demo("--scenario", scenario, "--pace", "0").start().waitForExit();

            assertThat(result.err()).isEmpty();
            assertThat(result.exit()).isZero();
            assertThat(result.out())
                    .contains("✻ Thinking", "☾ Idle")
                    .doesNotContain("\u001b", "You have")
                    .endsWith("the bar shows: ☾ Idle\n");
            assertThat(daemon.sessions().get("sessions")).isEmpty();
            assertThat(daemon.ping().get("dropped").intValue()).isZero();
            assertThat(home.sessionFiles()).isEmpty();
            assertThat(clientDirectory).isEmptyDirectory();
            assertThat(text(home.state())).isEqualTo(text(before));
        }
    }

    @Test
    void real_sessions_are_not_touched() throws IOException {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            program.call(home, "event")
                    .input(Payload.toolStart("real", "Edit", "use-1"))
                    .run();
            await().until(() -> daemon.status().get("sessions").intValue() == 1);
            Path file = home.sessionFiles().getFirst();
            String content = Files.readString(file);
            JsonNode before = daemon.status();

            Call.Result result =
                    demo("--scenario", "waiting", "--pace", "0").start().waitForExit();

            assertThat(result.exit()).isZero();
            assertThat(result.out()).contains("You have 1 session").contains("✎ Edit");
            assertThat(daemon.status()).isEqualTo(before);
            assertThat(Files.readString(file)).isEqualTo(content);
            assertThat(home.sessionFiles()).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Kernel.SIGINT, Kernel.SIGTERM, SIGKILL})
    void an_interrupted_demo_removes_its_sessions_too(int signal) throws IOException {
        Path clientDirectory = Files.createDirectories(home.user().resolve(".claude/sessions"));
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            Call.Running running =
                    demo("--scenario", "multi-session", "--pace", "1").start();
            await().failFast(running::assertRunning)
                    .until(() -> daemon.sessions().get("sessions").size() == 2);
            List<ProcessHandle> children =
                    new ArrayList<>(running.process().toHandle().descendants().toList());

            Kernel.kill(running.process().pid(), signal);
            running.waitForExit();

            if (signal == SIGKILL) {
                // A killed demo sends no events: the daemon detects that the client processes are gone.
                await().until(() -> daemon.sessions().get("sessions").isEmpty());
            }
            assertThat(daemon.sessions().get("sessions")).isEmpty();
            await().untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
            assertThat(running.err()).isEmpty();
            assertThat(clientDirectory).isEmptyDirectory();
            await().untilAsserted(() -> assertThat(home.sessionFiles()).isEmpty());
        }
    }

    @Test
    void a_missing_daemon_is_reported_in_one_line() throws IOException {
        assertFails(demo(), "no daemon answers on " + home.socket(), "waybar-llm-bridge daemon");
        try (Stream<Path> files = Files.list(home.runtime())) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void the_interrupt_scenario_requires_the_directory_that_the_client_creates() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertFails(demo("--scenario", "interrupt"), ".claude/sessions");
            assertThat(daemon.sessions().get("sessions")).isEmpty();
            assertThat(home.user().resolve(".claude")).doesNotExist();
        }
    }

    @Test
    void a_daemon_that_stops_is_reported_in_one_line() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            Call.Running running =
                    demo("--scenario", "multi-session", "--pace", "1").start();
            await().failFast(running::assertRunning)
                    .until(() -> daemon.sessions().get("sessions").size() == 1);

            daemon.stop();

            Call.Result result = running.waitForExit();
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.err()).hasLineCount(1).contains("the daemon no longer answers");
            assertThat(home.sessionFiles()).isEmpty();
        }
    }

    private Call demo(String... arguments) {
        List<String> all = new ArrayList<>(List.of("demo", "--live"));
        all.addAll(List.of(arguments));
        return program.call(home, all.toArray(String[]::new));
    }

    private static void assertFails(Call call, String... reasons) {
        Call.Result result = call.start().waitForExit();
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).hasLineCount(1).contains(reasons);
        assertThat(result.out()).isEmpty();
    }

    private static String text(String state) {
        return Json.line(state).get("text").textValue();
    }
}
