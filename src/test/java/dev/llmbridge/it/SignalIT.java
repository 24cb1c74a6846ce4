package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Signals as a bar receives them. All tests but one use an unusual signal number, so that other bars and daemons of
 * this user do not interfere.
 */
@Twins
final class SignalIT {
    private static final int TEST_SIGNAL = 29;

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    SignalIT(Program program) {
        this.program = program;
    }

    @Test
    void the_bar_is_signalled_after_the_file_is_written() {
        FakeWaybar bar = FakeWaybar.start(home, TEST_SIGNAL);
        try (DaemonProcess daemon = daemon()) {
            for (int i = 0; i < 20; i++) {
                String tool = "Tool" + i;
                daemon.send("EVENT:tool-start:" + tool);
                // If the bar were signalled before the file is written, it would read the old state, and no other
                // signal would follow.
                await(tool).pollInterval(Duration.ofMillis(5)).until(() -> bar.signals().stream()
                        .anyMatch(signal -> signal.state().contains("\"activity\":\"" + tool + "\"")));
            }
        }
    }

    @Test
    void the_default_signal_is_8() {
        FakeWaybar bar = FakeWaybar.start(home, 8);
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT:submit");
            await().until(() ->
                    bar.signals().stream().anyMatch(signal -> signal.state().contains("Thinking")));
        }
    }

    @Test
    void every_bar_is_signalled() {
        List<FakeWaybar> bars = List.of(FakeWaybar.start(home, TEST_SIGNAL), FakeWaybar.start(home, TEST_SIGNAL));
        try (DaemonProcess daemon = daemon()) {
            daemon.send("EVENT:submit");
            await().until(() -> bars.stream().noneMatch(bar -> bar.signals().isEmpty()));
        }
    }

    @Test
    void a_process_without_a_handler_survives() {
        FakeWaybar withoutHandler = FakeWaybar.startWithoutHandler(home);
        FakeWaybar bar = FakeWaybar.start(home, TEST_SIGNAL);
        try (DaemonProcess daemon = daemon()) {
            daemon.send("EVENT:submit");
            await().until(() -> !bar.signals().isEmpty());
            assertThat(withoutHandler.isAlive()).isTrue();
        }
    }

    @Test
    void a_burst_of_events_sends_few_signals_and_the_last_state_is_shown() {
        FakeWaybar bar = FakeWaybar.start(home, TEST_SIGNAL);
        try (DaemonProcess daemon = daemon()) {
            daemon.send("EVENT:submit");
            await().until(() -> !bar.signals().isEmpty());
            int before = bar.signals().size();
            long start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                daemon.send("EVENT:tool-start:Tool" + i);
            }
            await().until(() -> bar.signals().getLast().state().contains("\"Tool49\""));
            List<FakeWaybar.Signal> signals = bar.signals();
            long took = Duration.ofNanos(signals.getLast().at() - start).toMillis();
            // On a busy machine, signals may arrive late and close together, but at most one is sent per 16 ms.
            assertThat(signals.size() - before).isBetween(1, (int) (1 + took / 16));
        }
    }

    @Test
    void an_event_that_changes_nothing_sends_no_signal() {
        FakeWaybar bar = FakeWaybar.start(home, TEST_SIGNAL);
        try (DaemonProcess daemon = daemon()) {
            daemon.send("EVENT:tool-start:Read");
            await().until(() -> !bar.signals().isEmpty());
            int before = bar.signals().size();
            daemon.send("NONSENSE");
            daemon.send("EVENT:nonsense");
            daemon.awaitHandled();
            daemon.send("EVENT:tool-start:Bash");
            await().until(() -> bar.signals().getLast().state().contains("Bash"));
            assertThat(bar.signals()).hasSize(before + 1);
        }
    }

    @Test
    void a_restarted_bar_is_found_again() {
        FakeWaybar first = FakeWaybar.start(home, TEST_SIGNAL);
        try (DaemonProcess daemon = daemon()) {
            daemon.send("EVENT:submit");
            await().until(() -> !first.signals().isEmpty());
            first.kill();
            FakeWaybar second = FakeWaybar.start(home, TEST_SIGNAL);
            daemon.send("EVENT:tool-start:Read");
            await().until(() ->
                    second.signals().stream().anyMatch(signal -> signal.state().contains("Read")));
        }
    }

    /** Without the first read, the bar would be found up to 5 s later, when /proc is searched again. */
    @Test
    void a_bar_that_starts_while_none_is_known_shows_changes_from_its_first_status_on() {
        Duration limit = Duration.ofMillis(500);
        try (DaemonProcess daemon = daemon()) {
            FakeWaybar bar = FakeWaybar.start(home, TEST_SIGNAL);
            assertThat(program.call(home, "status").run().out()).contains("Idle");

            long sent = System.nanoTime();
            daemon.send("EVENT:tool-start:Changed");

            await().until(() ->
                    bar.signals().stream().anyMatch(signal -> signal.state().contains("Changed")));
            long shown = bar.signals().stream()
                    .filter(signal -> signal.state().contains("Changed"))
                    .findFirst()
                    .orElseThrow()
                    .at();
            assertThat(Duration.ofNanos(shown - sent)).isLessThan(limit);
        }
    }

    @Test
    void a_bar_that_starts_later_is_found_within_a_few_seconds() {
        try (DaemonProcess daemon = daemon()) {
            daemon.send("EVENT:submit");
            await().until(() -> home.state().contains("Thinking"));
            FakeWaybar bar = FakeWaybar.start(home, TEST_SIGNAL);
            await().pollInterval(Duration.ofMillis(250)).until(() -> {
                daemon.send("EVENT:tool-start:T" + System.nanoTime());
                return !bar.signals().isEmpty();
            });
        }
    }

    @Test
    void the_fallback_signals_after_the_file_is_written() {
        FakeWaybar bar = FakeWaybar.start(home, TEST_SIGNAL);
        program.call(home, "event")
                .with("LLM_BRIDGE_SIGNAL", TEST_SIGNAL)
                .input(Payload.toolStart("s", "Read", "use"))
                .run();
        await().until(() -> !bar.signals().isEmpty());
        assertThat(bar.signals()).hasSize(1);
        assertThat(bar.signals().getFirst().state()).contains("\"Read\"");
    }

    @Test
    void the_fallback_leaves_a_process_without_a_handler_alone() {
        FakeWaybar withoutHandler = FakeWaybar.startWithoutHandler(home);
        program.call(home, "event")
                .with("LLM_BRIDGE_SIGNAL", TEST_SIGNAL)
                .input(Payload.prompt("s"))
                .run();
        await().until(() -> home.state().contains("Thinking"));
        // When the next event is shown, the first one's signals have been sent.
        program.call(home, "event")
                .with("LLM_BRIDGE_SIGNAL", TEST_SIGNAL)
                .input(Payload.stop("s"))
                .run();
        await().until(() -> home.state().contains("Idle"));
        assertThat(withoutHandler.isAlive()).isTrue();
    }

    private DaemonProcess daemon() {
        return DaemonProcess.start(program.call(home, "daemon").with("LLM_BRIDGE_SIGNAL", TEST_SIGNAL), home.socket());
    }
}
