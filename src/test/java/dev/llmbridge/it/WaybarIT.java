package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.Timing;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The complete path from an event to the label of a real Waybar, run by an ordinary user. */
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
    static void requireWaybar() {
        HeadlessBar.assumeInstalled();
    }

    @BeforeEach
    void installForTheUser() throws Exception {
        program = built.copiedTo(home.root().resolve("program"));
        home.changeOwner(home.root());
    }

    @Test
    void an_event_is_shown_on_the_label_within_100_ms() throws Exception {
        Duration limit = Duration.ofMillis(100);
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            // A JVM alone takes longer than that to start, and two are started on this path. On the JVM, only the
            // daemon's part is measured.
            HeadlessBar bar = HeadlessBar.start(home, module(program.isNative() ? statusCommand() : catCommand()));
            await("the daemon to find the bar").until(() -> {
                daemon.send("EVENT:tool-start:Probe" + System.nanoTime() % 1_000);
                return bar.label().orElseThrow().text().contains("Probe");
            });

            AtomicInteger events = new AtomicInteger();
            Duration took = Timing.lowerQuartile(ROUNDS, limit, () -> {
                String tool = "Event" + events.incrementAndGet();
                long sent = System.nanoTime();
                if (program.isNative()) {
                    program.call(home, "event", "--type", "tool-start", "--tool", tool)
                            .run();
                } else {
                    daemon.send("EVENT:tool-start:" + tool);
                }
                await().pollInterval(Duration.ofMillis(20)).until(() -> shows(bar, tool));
                return Duration.ofNanos(bar.label().orElseThrow().at() - sent);
            });
            System.out.println("from event to label (" + program + "): lower quartile " + took.toMillis() + " ms");
            assertThat(took).isLessThanOrEqualTo(limit);
        }
    }

    @Test
    void the_module_runs_status_and_shows_what_the_hooks_reported() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT@s:submit");
            HeadlessBar bar = HeadlessBar.start(home, module(statusCommand()));
            await().until(() -> bar.label().orElseThrow().text().equals("✻ Thinking"));
            await().until(() -> {
                program.call(home, "event")
                        .input(Payload.toolStart("s", "A<&>B", "use"))
                        .run();
                return bar.label().orElseThrow().text().contains("A<&>B");
            });
        }
    }

    @Test
    void the_bar_survives_events_that_arrive_while_it_starts() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            AtomicBoolean stop = new AtomicBoolean();
            CompletableFuture<Void> events = CompletableFuture.runAsync(() -> publishContinuously(daemon, stop));
            try {
                HeadlessBar bar = HeadlessBar.start(home, module(catCommand()));
                await().until(() -> bar.label().orElseThrow().text().contains("Tool"));
                assertThat(bar.waybar().isAlive()).isTrue();
            } finally {
                stop.set(true);
            }
            events.join();
        }
    }

    /**
     * Causes as many states and signals as possible: sends the next event as soon as the state file shows the last one.
     */
    private void publishContinuously(DaemonProcess daemon, AtomicBoolean stop) {
        for (int i = 0; !stop.get(); i++) {
            String tool = "Tool" + i;
            daemon.send("EVENT:tool-start:" + tool);
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> home.state()
                    .contains("\"" + tool + "\""));
        }
    }

    private static boolean shows(HeadlessBar bar, String activity) {
        return bar.label().orElseThrow().text().endsWith(" " + activity);
    }

    private String statusCommand() {
        return String.join(" ", program.command()) + " status";
    }

    private String catCommand() {
        return "cat " + home.stateFile();
    }

    private static String module(String command) {
        return """
                {"exec": "%s", "return-type": "json", "interval": "once", "signal": 8}
                """.formatted(command);
    }
}
