package dev.llmbridge.waybar;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.waybar.WaybarSignaller.SignalResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends real signals to real processes named like Waybar. Uses an unusual signal number, because a running daemon of
 * this user would otherwise signal them too and distort the counts.
 */
class RealProcessesTest {
    private static final RealTimeSignal SIGNAL = new RealTimeSignal(23);
    private static final long FIVE_SECONDS = 5_000_000_000L;

    @TempDir
    Path dir;

    private final List<Process> processes = new ArrayList<>();
    private final WaybarSignaller bars = new WaybarSignaller(Libc.current(), new ProcFs(), SIGNAL);

    @AfterEach
    void stopProcesses() throws InterruptedException {
        for (Process process : processes) {
            process.destroy();
            process.waitFor();
        }
    }

    private Process start(String script, String name, Path output) throws IOException {
        Path program = Files.createDirectories(dir.resolve(script)).resolve(name);
        try (InputStream source = getClass().getResourceAsStream("/bars/" + script)) {
            Files.write(program, source.readAllBytes());
        }
        program.toFile().setExecutable(true);
        ProcessBuilder builder = new ProcessBuilder(
                        program.toString(),
                        output.toString(),
                        Integer.toString(SIGNAL.number().value()))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        Process process = builder.start();
        processes.add(process);
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return process;
    }

    private static int pid(Process process) {
        return (int) process.pid();
    }

    private static void awaitSignals(Path output, int count) {
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(Files.exists(output) ? Files.readAllLines(output) : List.of())
                        .hasSize(count));
    }

    @Test
    void a_bar_with_a_handler_receives_each_signal_and_one_without_survives() throws Exception {
        Path first = dir.resolve("first");
        Path second = dir.resolve("second");
        Process starting = start("starting.sh", "waybar", dir.resolve("none"));
        Process bar = start("counting.sh", "waybar", first);
        Process wrapped = start("counting.sh", ".waybar-wrapped", second);

        assertThat(bars.signal(0).found()).contains(pid(bar), pid(wrapped)).doesNotContain(pid(starting));
        awaitSignals(first, 1);
        awaitSignals(second, 1);

        assertThat(bars.signal(1).found()).isEmpty();
        awaitSignals(first, 2);
        awaitSignals(second, 2);
        assertThat(starting.isAlive()).isTrue();
    }

    @Test
    void an_exited_bar_is_reported_lost_and_its_successor_found() throws Exception {
        Path output = dir.resolve("output");
        Process bar = start("counting.sh", "waybar", output);
        bars.signal(0);
        awaitSignals(output, 1);
        bar.destroy();
        bar.waitFor();
        Process successor = start("counting.sh", "waybar", output);

        SignalResult result = bars.signal(1);
        assertThat(result.lost()).contains(pid(bar));
        assertThat(result.found()).contains(pid(successor));
        awaitSignals(output, 2);
    }

    @Test
    void a_process_with_another_name_is_not_signalled() throws Exception {
        Process other = start("starting.sh", "waybar-llm-brid", dir.resolve("none"));
        assertThat(bars.signal(0).found()).doesNotContain(pid(other));
        assertThat(bars.signal(FIVE_SECONDS).found()).doesNotContain(pid(other));
        assertThat(other.isAlive()).isTrue();
    }
}
