package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole path to the label of a real Waybar, as an ordinary user has it. */
@Twins
final class WaybarIT {
    private static final int ROUNDS = 15;

    @AutoClose
    private final Home home = Home.ofOrdinaryUser();

    private final Program built;
    private Program program;

    WaybarIT(Program built) {
        this.built = built;
    }

    @BeforeAll
    static void programs() {
        HeadlessBar.assumeInstalled();
    }

    @BeforeEach
    void installForTheUser() throws Exception {
        program = built.copiedTo(home.root().resolve("program"));
        home.handOver(home.root());
    }

    @Test
    void an_event_is_on_the_label_within_100_ms() {
        try (Daemon daemon = Daemon.start(program, home)) {
            // A JVM alone needs longer than that to start, twice on this path: there it is the daemon's part that
            // counts.
            HeadlessBar bar = HeadlessBar.start(home, module(program.isNative() ? statusCommand() : readStateFile()));
            await("the bar to be known to the daemon")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> {
                        daemon.send("EVENT:tool-start:Probe" + System.nanoTime() % 1_000);
                        return bar.label().orElseThrow().text().startsWith("Probe");
                    });

            long[] latencies = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                String tool = "Round" + round;
                long sent = System.nanoTime();
                if (program.isNative()) {
                    program.call(home, "event", "--type", "tool-start", "--tool", tool)
                            .run();
                } else {
                    daemon.send("EVENT:tool-start:" + tool);
                }
                await().pollInterval(Duration.ofMillis(20)).until(() -> shows(bar, tool));
                latencies[round] = bar.label().orElseThrow().at() - sent;
            }
            Arrays.sort(latencies);
            Duration median = Duration.ofNanos(latencies[ROUNDS / 2]);
            System.out.println("from event to label (" + program + "): median " + median.toMillis() + " ms");
            assertThat(median).isLessThanOrEqualTo(Duration.ofMillis(100));
        }
    }

    @Test
    void the_module_runs_status_and_shows_what_the_hooks_told() {
        try (Daemon daemon = Daemon.start(program, home)) {
            daemon.send("EVENT@s:submit");
            HeadlessBar bar = HeadlessBar.start(home, module(statusCommand()));
            await().until(() -> bar.label().orElseThrow().text().equals("Thinking | $0.00"));
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                program.call(home, "event")
                        .input(Payload.toolStart("s", "A<&>B", "use"))
                        .run();
                return bar.label().orElseThrow().text().contains("A<&>B");
            });
        }
    }

    @Test
    void the_bar_lives_through_events_that_come_while_it_starts() {
        try (Daemon daemon = Daemon.start(program, home)) {
            Thread storm = Thread.startVirtualThread(() -> {
                for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                    daemon.send("EVENT:tool-start:Storm" + i);
                    try {
                        Thread.sleep(Duration.ofMillis(5));
                    } catch (InterruptedException _) {
                        return;
                    }
                }
            });
            try {
                HeadlessBar bar = HeadlessBar.start(home, module(readStateFile()));
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> bar.label().orElseThrow().text().startsWith("Storm"));
                assertThat(bar.waybar().isAlive()).isTrue();
            } finally {
                storm.interrupt();
            }
        }
    }

    private static boolean shows(HeadlessBar bar, String activity) {
        return bar.label().orElseThrow().text().startsWith(activity + " |");
    }

    private String statusCommand() {
        return String.join(" ", program.command()) + " status";
    }

    private String readStateFile() {
        return "cat " + home.stateFile();
    }

    private static String module(String command) {
        return """
                {"exec": "%s", "return-type": "json", "interval": "once", "signal": 8}
                """.formatted(command);
    }
}
