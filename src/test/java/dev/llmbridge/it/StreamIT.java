package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.Timing;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code status --follow} as a real Waybar runs it: without signal or interval, as an ordinary user. */
@Twins
final class StreamIT {
    private static final int ROUNDS = 31;

    /** The longest time until a label changes, as a multiple of the time until a line is printed. */
    private static final double MAX_RATIO = 2;

    @AutoClose
    private final Home home = Home.ofOrdinaryUser();

    private final Program built;
    private Program program;

    StreamIT(Program built) {
        this.built = built;
    }

    @BeforeAll
    static void requireWaybar() {
        HeadlessBar.assumeInstalled();
    }

    @BeforeEach
    void installForTheUser() throws Exception {
        program = built.copiedTo(home.root().resolve("program"));
        home.changeOwner(home.root());
    }

    @Test
    void the_label_shows_a_line_as_soon_as_it_is_printed() throws Exception {
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                Follower follower = Follower.start(program, home)) {
            HeadlessBar bar = bar("exec ");
            AtomicInteger events = new AtomicInteger();
            double ratio = Timing.lowest(MAX_RATIO, () -> {
                long[] lines = new long[ROUNDS];
                long[] labels = new long[ROUNDS];
                for (int round = 0; round < ROUNDS; round++) {
                    String tool = "Event" + events.incrementAndGet();
                    long sent = System.nanoTime();
                    labels[round] = show(daemon, bar, tool).at() - sent;
                    lines[round] = follower.awaitText("\"" + tool + "\"").at() - sent;
                }
                Arrays.sort(labels);
                System.out.printf(
                        "from event to label, streamed (%s): median %.1f ms%n", program, labels[ROUNDS / 2] / 1e6);
                return (double) Timing.lowerQuartile(labels) / Timing.lowerQuartile(lines);
            });
            assertThat(ratio).isLessThanOrEqualTo(MAX_RATIO);
        }
    }

    @Test
    void the_label_survives_the_end_of_the_daemon_and_follows_the_next_one() {
        DaemonProcess first = DaemonProcess.start(program, home);
        HeadlessBar bar = bar("exec ");
        show(first, bar, "First");
        first.close();
        try (DaemonProcess second = DaemonProcess.start(program, home)) {
            show(second, bar, "Second");
        }
    }

    @Test
    void no_process_outlives_a_killed_bar() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            // The second command keeps a shell between the bar and the program.
            for (String prefix : new String[] {"exec ", ": ; "}) {
                HeadlessBar bar = bar(prefix);
                show(daemon, bar, "Seen" + prefix.length());
                ProcessHandle following = follower();
                bar.waybar().destroyForcibly();
                await().until(() -> !following.isAlive());
            }
        }
    }

    private HeadlessBar bar(String prefix) {
        String command = prefix + String.join(" ", Follower.command(program)) + (prefix.equals("exec ") ? "" : "; :");
        return HeadlessBar.start(home, """
                {"exec": "%s", "return-type": "json"}
                """.formatted(command));
    }

    private static HeadlessBar.Label show(DaemonProcess daemon, HeadlessBar bar, String tool) {
        daemon.send("EVENT:tool-start:" + tool);
        await().pollInterval(Duration.ofMillis(20))
                .until(() -> bar.label().orElseThrow().text().endsWith(" " + tool));
        return bar.label().orElseThrow();
    }

    private ProcessHandle follower() {
        return home.processes().stream()
                .filter(process -> Kernel.comm(process.pid()).equals("llm-follow"))
                .findFirst()
                .orElseThrow();
    }
}
