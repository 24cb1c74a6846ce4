package dev.llmbridge.daemon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.protocol.SystemClock;
import dev.llmbridge.session.ClientProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExitWatchTest {
    private static final int TIMEOUT_SECONDS = 20;

    private final ProcFs proc = new ProcFs();
    private final ExitWatch watch = new ExitWatch(Libc.current(), proc);
    private final BlockingQueue<LoopEvent> events = new LinkedBlockingQueue<>();
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void start() {
        watch.start(events::put, SystemClock::now);
    }

    @AfterEach
    void killAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void each_exit_is_reported_once() throws Exception {
        Process one = sleep();
        Process two = sleep();
        ClientProcess first = client(one);
        ClientProcess second = client(two);
        watch.add(first);
        watch.add(second);
        watch.add(second);

        two.destroyForcibly();
        assertThat(nextExit()).isEqualTo(second);
        one.destroyForcibly();
        assertThat(nextExit()).isEqualTo(first);
        assertThat(events).isEmpty();
    }

    @Test
    void a_process_that_has_already_exited_is_reported() throws Exception {
        Process process = sleep();
        ClientProcess client = client(process);
        process.destroyForcibly().waitFor();

        watch.add(client);

        assertThat(nextExit()).isEqualTo(client);
    }

    @Test
    void a_pid_that_belongs_to_another_process_counts_as_an_exit() throws Exception {
        ClientProcess other = new ClientProcess(client(sleep()).pid(), 1);

        watch.add(other);

        assertThat(nextExit()).isEqualTo(other);
    }

    private Process sleep() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sleep", "1000");
        builder.environment().clear();
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private ClientProcess client(Process process) {
        int pid = (int) process.pid();
        return new ClientProcess(pid, proc.startTime(pid).orElseThrow());
    }

    private ClientProcess nextExit() throws InterruptedException {
        LoopEvent event = events.poll(TIMEOUT_SECONDS, SECONDS);
        assertThat(event).isInstanceOf(LoopEvent.ProcessExited.class);
        return ((LoopEvent.ProcessExited) event).process();
    }
}
