package dev.llmbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.posix.SignalNumber;
import dev.llmbridge.posix.Signals;
import dev.llmbridge.setup.program.ProgramCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DemoEnvironmentTest {
    private static final SignalNumber SIGNAL = DemoEnvironment.SIGNAL.number();

    private final Libc libc = Libc.current();

    @AutoClose
    private final Cleanup cleanup = new Cleanup();

    private final DemoEnvironment environment;

    DemoEnvironmentTest() throws IOException {
        environment =
                new DemoEnvironment(cleanup, new ProgramCommand(List.of("/bin/sh", "-c", "sleep 60; :", "sh")), "none");
    }

    private Process client() throws IOException {
        SimulatedClients clients = environment.clients();
        return clients.start(
                Scenario.WAITING.steps().getFirst().call().orElseThrow(), clients.client(Step.Role.PROJECT));
    }

    private static BufferedReader awaitReady(Process bar) throws IOException {
        BufferedReader lines = bar.inputReader();
        assertThat(lines.readLine()).isEqualTo("ready");
        return lines;
    }

    @Test
    void the_bar_looks_like_waybar_to_the_daemon() throws IOException {
        Process bar = environment.bar();
        awaitReady(bar);
        ProcFs proc = new ProcFs();
        assertThat(proc.comm((int) bar.pid())).contains("waybar");
        assertThat(proc.catchesSignal((int) bar.pid(), SIGNAL)).isTrue();
    }

    @Test
    void the_bar_answers_each_signal_once_with_the_current_file() throws IOException {
        Process bar = environment.bar();
        BufferedReader lines = awaitReady(bar);
        for (int i = 0; i < 200; i++) {
            String state = "{\"text\":\"\\u26A1 %s \\n " + i + "\"}";
            Files.writeString(environment.stateFile(), state + "\n");
            libc.kill((int) bar.pid(), SIGNAL);
            assertThat(lines.readLine()).isEqualTo(state);
        }
        bar.getOutputStream().close();
        assertThat(lines.readLine()).as("output after the last signal").isNull();
    }

    @Test
    void the_bar_survives_signals_for_real_bars() throws IOException {
        Process bar = environment.bar();
        BufferedReader lines = awaitReady(bar);
        Files.writeString(environment.stateFile(), "state\n");
        for (int signal :
                new int[] {Signals.USR1, Signals.USR2, Signals.RTMIN + 1, Signals.RTMIN + 8, SIGNAL.value() - 1}) {
            libc.kill((int) bar.pid(), new SignalNumber(signal));
        }
        libc.kill((int) bar.pid(), SIGNAL);
        assertThat(lines.readLine()).isEqualTo("state");
    }

    @Test
    void the_bar_exits_at_the_end_of_its_input() throws Exception {
        Process bar = environment.bar();
        awaitReady(bar);
        bar.getOutputStream().close();
        bar.onExit().join();
    }

    @Test
    void the_cleanup_removes_everything() throws IOException {
        Path directory = environment.stateFile().getParent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        Process bar = environment.bar();
        awaitReady(bar);
        Process client = client();
        Files.createDirectories(environment.sessions());
        Files.writeString(environment.sessions().resolve("a.json"), "{}");
        cleanup.close();
        await().untilAsserted(() -> assertThat(List.of(bar, client)).noneMatch(Process::isAlive));
        assertThat(directory).doesNotExist();
    }

    @Test
    void processes_inherit_nothing_from_our_environment() throws IOException {
        Process client = client();
        String variables = Files.readString(Path.of("/proc/" + client.pid() + "/environ"));
        assertThat(variables.split("\0"))
                .extracting(variable -> variable.substring(0, variable.indexOf('=')))
                .containsExactlyInAnyOrder(
                        "HOME", "XDG_RUNTIME_DIR", "LANG", "LLM_BRIDGE_SIGNAL", "LLM_BRIDGE_ICONS", "CLAUDE_PID");
    }
}
