package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Daemons that are killed or stopped at random moments under load. */
@Twins
@Tag("chaos")
final class CrashIT {
    private static final int SESSIONS = 8;

    /** What a crash may cost: the longest delay between a message and its file. */
    private static final Duration MAX_LOSS = Duration.ofMillis(50);

    /** How late a busy machine may run the daemon's threads; a JVM that has just started also loads classes. */
    private static final Duration MAX_LAG = Duration.ofMillis(450);

    private static final Duration MAX_LAG_ON_JVM = Duration.ofSeconds(5);

    private final Program program;
    private final Chaos chaos = new Chaos();

    @AutoClose
    private final Home home = Home.create();

    CrashIT(Program program) {
        this.program = program;
    }

    @Test
    void a_killed_daemon_has_lost_no_more_than_the_last_moment() throws Exception {
        int kills = Chaos.repetitions(program.isNative() ? 200 : 20);
        List<MessageHistory> sessions = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(new MessageHistory("s" + i, chaos.random()));
        }
        List<Duration> losses = new ArrayList<>();
        int messages = 0;
        try (FileReaders readers = new FileReaders(home)) {
            for (int kill = 0; kill < kills; kill++) {
                long killed;
                try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
                    messages += disturb(daemon, sessions);
                    killed = System.nanoTime();
                    daemon.kill();
                }
                losses.add(loss(sessions, killed));
            }
            assertThat(readers.failures()).as(chaos.toString()).isEmpty();
            losses.sort(null);
            chaos.report(
                    "crashes",
                    program,
                    "kills",
                    Integer.toString(kills),
                    "messages",
                    Integer.toString(messages),
                    "concurrent file reads",
                    Long.toString(readers.reads()),
                    "age of the oldest lost message, ms: median",
                    Long.toString(losses.get(kills / 2).toMillis()),
                    "max",
                    Long.toString(losses.getLast().toMillis()));
        }
        if (program.isNative()) {
            // Load can only increase a loss.
            assertThat(losses.getFirst()).as(chaos.toString()).isLessThanOrEqualTo(MAX_LOSS);
        }
        Duration maxLag = program.isNative() ? MAX_LAG : MAX_LAG_ON_JVM;
        assertThat(losses.getLast()).as(chaos.toString()).isLessThanOrEqualTo(MAX_LOSS.plus(maxLag));
    }

    /** Sends messages of all sessions for a random time of up to 0.4 s. */
    private int disturb(DaemonProcess daemon, List<MessageHistory> sessions) {
        for (MessageHistory session : sessions) {
            session.beginAnew(daemon);
        }
        int messages = sessions.size();
        long end = System.nanoTime()
                + Duration.ofMillis(20 + chaos.random().nextInt(380)).toNanos();
        while (System.nanoTime() < end) {
            sessions.get(chaos.random().nextInt(SESSIONS)).sendNext(daemon);
            messages++;
            LockSupport.parkNanos(chaos.random().nextInt(3_000_000));
        }
        return messages;
    }

    /** Returns how long before the kill the earliest lost message was sent. */
    private Duration loss(List<MessageHistory> sessions, long killed) {
        try (DaemonProcess next = DaemonProcess.start(program, home)) {
            JsonNode list = next.sessions().get("sessions");
            long earliest = killed;
            for (MessageHistory session : sessions) {
                earliest = Math.min(earliest, session.firstLost(list).orElse(killed));
            }
            return Duration.ofNanos(killed - earliest);
        }
    }

    @Test
    void no_hook_is_lost_while_daemons_are_stopped_and_started() throws Exception {
        int restarts = Chaos.repetitions(program.isNative() ? 60 : 20);
        int sent;
        try (HookLoops hooks = new HookLoops("h")) {
            for (int i = 0; i < restarts; i++) {
                runDaemonBriefly();
            }
            sent = hooks.stop();
        }
        try (DaemonProcess last = DaemonProcess.start(program, home)) {
            await(chaos.toString())
                    .untilAsserted(() ->
                            assertThat(last.status().get("sessions").intValue()).isEqualTo(sent));
        }
        chaos.report(
                "restarts",
                program,
                "restarts",
                Integer.toString(restarts),
                "concurrent hooks",
                Integer.toString(sent),
                "lost",
                "0");
    }

    @Test
    void no_message_stays_in_the_spool_when_a_daemon_has_stopped() throws Exception {
        for (int stop = 0; stop < Chaos.repetitions(program.isNative() ? 60 : 20); stop++) {
            int sent;
            try (HookLoops hooks = new HookLoops("h")) {
                runDaemonBriefly();
                sent = hooks.stop();
            }
            await(chaos.toString())
                    .untilAsserted(() -> assertThat(home.sessionFiles()).hasSize(sent));
            FileTree.delete(home.sessions());
        }
    }

    @Test
    void no_hook_is_lost_while_a_daemon_reads_its_configuration_again() throws Exception {
        // A second signal would end a JVM that is still starting.
        int reloads = program.isNative() ? 4 * Chaos.repetitions(20) : 1;
        int sent;
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                HookLoops hooks = new HookLoops("h")) {
            for (int i = 0; i < reloads; i++) {
                LockSupport.parkNanos(chaos.random().nextInt(50_000_000));
                daemon.signal(Kernel.SIGHUP);
            }
            sent = hooks.stop();
            await(chaos.toString())
                    .untilAsserted(() -> assertThat(home.sessionFiles()).hasSize(sent));
            await().until(() -> DaemonProcess.answersAt(home.socket()));
            assertThat(daemon.stop().exit()).isZero();
        }
    }

    private void runDaemonBriefly() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            LockSupport.parkNanos(chaos.random().nextInt(100_000_000));
            assertThat(daemon.stop().exit()).isZero();
        }
    }

    /** Threads that each run one hook after another, each of a new session, until they are stopped. */
    private final class HookLoops implements AutoCloseable {
        private static final int THREADS = 4;
        private static final int MAX_PER_THREAD = 240;

        private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final List<Future<Integer>> loops = new ArrayList<>();

        HookLoops(String prefix) {
            for (int i = 0; i < THREADS; i++) {
                String name = prefix + i + "-";
                loops.add(executor.submit(() -> run(name)));
            }
        }

        private int run(String name) {
            int count = 0;
            while (!stopped.get() && count < MAX_PER_THREAD) {
                Call.Result result = program.call(home, "event")
                        .input(Payload.prompt(name + count++))
                        .run();
                assertThat(result.exit() + result.out() + result.err()).isEqualTo("0");
            }
            return count;
        }

        /** Stops the loops and returns the number of hooks. */
        int stop() throws InterruptedException, ExecutionException {
            stopped.set(true);
            int count = 0;
            for (Future<Integer> loop : loops) {
                count += loop.get();
            }
            return count;
        }

        @Override
        public void close() {
            stopped.set(true);
            executor.close();
        }
    }
}
