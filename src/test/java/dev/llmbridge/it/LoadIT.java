package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.TestTimeout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Many hooks, sessions and events. */
@Twins
final class LoadIT {
    private static final int LOOPS = 4;

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    LoadIT(Program program) {
        this.program = program;
    }

    @Test
    void all_hooks_of_parallel_sessions_arrive_and_lead_to_the_expected_state() throws Exception {
        int hooksEach = (program.isNative() ? 2_000 : 100) / LOOPS;
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                ExecutorService executor = Executors.newFixedThreadPool(LOOPS)) {
            long before = daemon.ping().get("received").longValue();
            List<Callable<Void>> loops = new ArrayList<>();
            for (int loop = 0; loop < LOOPS; loop++) {
                String session = "loop" + loop;
                loops.add(() -> {
                    playTurns(session, hooksEach);
                    return null;
                });
            }
            for (Future<Void> loop : executor.invokeAll(loops)) {
                loop.get();
            }
            await().untilAsserted(() -> assertThat(daemon.ping().get("received").longValue() - before)
                    .isGreaterThanOrEqualTo(2L * LOOPS * hooksEach));
            assertThat(daemon.ping().get("dropped").longValue()).isZero();
            for (int loop = 0; loop < LOOPS; loop++) {
                int number = loop;
                await().untilAsserted(() ->
                        assertThat(daemon.status().get("tooltip").textValue()).contains("Last" + number));
            }
            assertThat(home.sessionFiles()).hasSize(LOOPS);
        }
    }

    /** Plays turns, each with a prompt and a tool. The last hook starts a tool that no other session uses. */
    private void playTurns(String session, int hooks) throws IOException {
        try (Wire wire = Wire.to(home.socket())) {
            playTurns(session, hooks, wire);
        }
    }

    private void playTurns(String session, int hooks, Wire wire) {
        for (int i = 0; i < hooks - 2; i++) {
            String payload =
                    switch (i % 4) {
                        case 0 -> Payload.prompt(session);
                        case 1 -> Payload.toolStart(session, "Bash", "use" + i);
                        case 2 -> Payload.toolEnd(session, "Bash", "use" + (i - 1));
                        default -> Payload.stop(session);
                    };
            hook(payload, wire);
        }
        hook(Payload.stop(session), wire);
        hook(Payload.toolStart(session, "Last" + session.substring(4), "last"), wire);
    }

    /** Runs a hook and waits until the daemon has received its message, so that no hook finds the queue full. */
    private void hook(String payload, Wire wire) {
        Call.Result result = program.call(home, "event").input(payload).run();
        assertThat(result.out() + result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        assertThat(wire.ask("QUERY:ping", TestTimeout.TIMEOUT)).isPresent();
    }

    @Test
    void the_daemon_uses_little_memory_after_many_events() {
        Assumptions.assumeTrue(program.isNative(), "a JVM's memory is bounded by its options");
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            for (int i = 0; i < 2_500; i++) {
                daemon.send("HOOK:%d:0:%s".formatted(System.nanoTime(), Payload.prompt("s" + i % 10)));
                daemon.send("HOOK:%d:0:%s"
                        .formatted(System.nanoTime(), Payload.toolStart("s" + i % 10, "Read", "use" + i)));
                daemon.send(
                        "HOOK:%d:0:%s".formatted(System.nanoTime(), Payload.toolEnd("s" + i % 10, "Read", "use" + i)));
                daemon.send("HOOK:%d:0:%s".formatted(System.nanoTime(), Payload.stop("s" + i % 10)));
            }
            await().until(() -> daemon.ping().get("received").longValue() >= 10_000);
            assertThat(Kernel.kilobytes(daemon.pid(), "VmRSS")).isLessThanOrEqualTo(45 * 1024);
        }
    }

    @Test
    void ten_thousand_events_lead_to_the_expected_state() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            for (int i = 0; i < 10_000; i++) {
                daemon.send("EVENT@s" + i % 7 + (i % 2 == 0 ? ":submit" : ":tool-start:T" + i));
            }
            daemon.send("EVENT@s0:tool-start:TheLast");
            await().until(() -> home.state().contains("TheLast"));
            assertThat(daemon.status().get("sessions").intValue()).isEqualTo(7);
        }
    }
}
