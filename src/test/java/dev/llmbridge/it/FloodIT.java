package dev.llmbridge.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.TestTimeout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A daemon that receives hostile messages while clients send it queries and never read the answers. */
@Twins
@Tag("chaos")
final class FloodIT {
    private static final int NON_READING_CLIENTS = 60;
    /** Enough to finish what the loop has begun and to handle the messages ahead of a ping in the socket's queue. */
    private static final Duration MAX_ANSWER = Duration.ofMillis(50);

    /** A JVM that has just started takes many times as long to handle a message. */
    private static final Duration MAX_ANSWER_ON_JVM = Duration.ofSeconds(5);

    /**
     * A ping.
     *
     * @param accepted how long the ping waited for room in the daemon's socket, for which all senders compete
     * @param answered how long it then took until the answer arrived
     */
    private record Ping(Duration accepted, Duration answered) {
        Duration total() {
            return accepted.plus(answered);
        }
    }

    private final Program program;
    private final Chaos chaos = new Chaos();

    @AutoClose
    private final Home home = Home.create();

    FloodIT(Program program) {
        this.program = program;
    }

    @Test
    void a_flood_of_hostile_messages_leaves_the_daemon_as_it_was() throws Exception {
        int datagrams = Chaos.repetitions(program.isNative() ? 1_000_000 : 200_000);
        List<Wire> clients = new ArrayList<>();
        AtomicBoolean done = new AtomicBoolean();
        long started = System.nanoTime();
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            // The first messages fill the table of sessions, and the heap grows to its usual size.
            flood(daemon, datagrams / 5, clients);
            long before = memory(daemon);
            for (int i = 0; i < NON_READING_CLIENTS; i++) {
                clients.add(Wire.to(home.socket()));
            }
            Future<List<Ping>> pings = threads.submit(pings(home.socket(), done));
            try {
                flood(daemon, datagrams, clients);
            } finally {
                done.set(true);
            }
            List<Duration> totals = sorted(pings.get(), Ping::total);
            List<Duration> answers = sorted(pings.get(), Ping::answered);
            long after = memory(daemon);
            long lines = daemon.log().lines().count();
            long minutes = Duration.ofNanos(System.nanoTime() - started).toMinutes() + 1;

            awaitHandled(daemon);
            chaos.report(
                    "floods",
                    program,
                    "datagrams",
                    String.format(Locale.ROOT, "%,d", datagrams),
                    "answers to concurrent pings",
                    Integer.toString(answers.size()),
                    "ms from acceptance of the ping to its answer: median",
                    millis(percentile(answers, 50)),
                    "99%",
                    millis(percentile(answers, 99)),
                    "max",
                    millis(answers.getLast()),
                    "ms from sending the ping to its answer: median",
                    millis(percentile(totals, 50)),
                    "max",
                    millis(totals.getLast()),
                    "memory before, kB",
                    Long.toString(before),
                    "memory after, kB",
                    Long.toString(after),
                    "log lines",
                    Long.toString(lines));
            assertThat(percentile(totals, 99.9))
                    .as(chaos.toString())
                    .isLessThanOrEqualTo(program.isNative() ? MAX_ANSWER : MAX_ANSWER_ON_JVM);
            assertThat(lines).as(chaos.toString()).isLessThanOrEqualTo(60 * minutes);
            if (program.isNative()) {
                assertThat(after - before).as(chaos.toString()).isLessThanOrEqualTo(5 * 1_024);
            }
        } finally {
            clients.forEach(Wire::close);
        }
    }

    private void flood(DaemonProcess daemon, int datagrams, List<Wire> clients) {
        for (int i = 0; i < datagrams; i++) {
            daemon.send(hostile());
            if (!clients.isEmpty() && i % 16 == 0) {
                String question = i % 3 == 0 ? "QUERY:sessions" : "QUERY:status";
                clients.get(chaos.random().nextInt(clients.size())).askWithoutReading(question);
            }
        }
    }

    private static Callable<List<Ping>> pings(Path socket, AtomicBoolean done) {
        return () -> {
            List<Ping> answers = new ArrayList<>();
            do {
                answers.add(ping(socket));
                LockSupport.parkNanos(5_000_000);
            } while (!done.get());
            return answers;
        };
    }

    private static Ping ping(Path socket) throws IOException {
        try (Wire wire = Wire.to(socket)) {
            long asked = System.nanoTime();
            wire.sendQuery("QUERY:ping");
            long accepted = System.nanoTime();
            boolean isAnswered = wire.receive(TestTimeout.TIMEOUT).isPresent();
            Ping ping = new Ping(Duration.ofNanos(accepted - asked), Duration.ofNanos(System.nanoTime() - accepted));
            assertThat(isAnswered).isTrue();
            return ping;
        }
    }

    private static List<Duration> sorted(List<Ping> pings, Function<Ping, Duration> part) {
        return pings.stream().map(part).sorted().toList();
    }

    private static Duration percentile(List<Duration> sorted, double percent) {
        return sorted.get((int) Math.floor((sorted.size() - 1) * percent / 100));
    }

    private byte[] hostile() {
        String session = "x" + chaos.random().nextInt(5_000);
        long stamp = chaos.random().nextBoolean()
                ? System.nanoTime()
                : chaos.random().nextLong();
        int pid = chaos.random().nextInt();
        return switch (chaos.random().nextInt(9)) {
            case 0 -> randomBytes(chaos.random().nextInt(300));
            case 1 -> ("HOOK:" + stamp + ":" + pid + ":{" + new String(randomBytes(40), UTF_8)).getBytes(UTF_8);
            case 2 -> ("HOOK:" + stamp + ":" + pid + ":" + Payload.prompt(session)).getBytes(UTF_8);
            case 3 -> truncated("HOOK:" + stamp + ":0:" + Payload.toolStart(session, "T", "u"));
            case 4 -> ("EVENT@" + session + ":tool-start:\u202e" + "x".repeat(2_000)).getBytes(UTF_8);
            case 5 -> ("STATUS:" + "[".repeat(2_000)).getBytes(UTF_8);
            case 6 -> ("STATUS:" + Payload.statusLine(session, "\\u001b]0;title\\u0007", -1e300)).getBytes(UTF_8);
            case 7 -> ("HOOK:1:1:" + Payload.prompt(session, 50_000)).getBytes(UTF_8);
            default -> ("EVENT@" + session + ":stop").getBytes(UTF_8);
        };
    }

    private byte[] truncated(String message) {
        return message.substring(0, chaos.random().nextInt(message.length())).getBytes(UTF_8);
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        chaos.random().nextBytes(bytes);
        return bytes;
    }

    /** Shows an event, after all earlier messages. */
    private void awaitHandled(DaemonProcess daemon) {
        String tool = "Sane" + System.nanoTime();
        daemon.send("EVENT@sane:tool-start:" + tool);
        await(chaos.toString()).until(() -> home.state().contains(tool));
    }

    private long memory(DaemonProcess daemon) {
        awaitHandled(daemon);
        return Kernel.kilobytes(daemon.pid(), "VmRSS");
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e6);
    }
}
