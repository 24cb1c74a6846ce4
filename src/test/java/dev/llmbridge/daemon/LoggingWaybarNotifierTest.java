package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.session.Timestamp;
import dev.llmbridge.waybar.SignalRound;
import dev.llmbridge.waybar.WaybarNotifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoggingWaybarNotifierTest {
    private final LogRecorder log = new LogRecorder(LoggingWaybarNotifier.class);
    private final FakeBars fake = new FakeBars();
    private final LoggingWaybarNotifier bars = new LoggingWaybarNotifier(fake);

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void a_refresh_signals_now() {
        long before = System.nanoTime();

        bars.refresh();

        assertThat(fake.signals).singleElement().satisfies(at -> assertThat(at).isBetween(before, System.nanoTime()));
        assertThat(fake.followUps).isEmpty();
    }

    @Test
    void a_heartbeat_only_follows_up() {
        bars.perform(new Timestamp(Instant.EPOCH, 17));

        assertThat(fake.followUps).containsExactly(17L);
        assertThat(fake.signals).isEmpty();
    }

    @Test
    void bars_that_come_and_go_are_logged_and_those_that_stay_are_not() {
        fake.next = new SignalRound(List.of(11, 12), List.of());
        bars.refresh();
        fake.next = new SignalRound(List.of(), List.of());
        bars.refresh();
        fake.next = new SignalRound(List.of(13), List.of(11));
        bars.perform(new Timestamp(Instant.EPOCH, 0));

        assertThat(log.lines)
                .containsExactly(
                        "INFO waybar found, pid 11",
                        "INFO waybar found, pid 12",
                        "INFO waybar found, pid 13",
                        "INFO waybar lost, pid 11");
    }

    @Test
    void those_that_are_there_are_counted() {
        assertThat(bars.known()).isZero();
        fake.next = new SignalRound(List.of(11, 12), List.of());
        bars.refresh();
        assertThat(bars.known()).isEqualTo(2);
        fake.next = new SignalRound(List.of(), List.of(11));
        bars.perform(new Timestamp(Instant.EPOCH, 0));
        assertThat(bars.known()).isEqualTo(1);
    }

    private static final class FakeBars implements WaybarNotifier {
        private final List<Long> signals = new ArrayList<>();
        private final List<Long> followUps = new ArrayList<>();
        private SignalRound next = new SignalRound(List.of(), List.of());

        @Override
        public SignalRound signal(long nanos) {
            signals.add(nanos);
            return next;
        }

        @Override
        public SignalRound followUp(long nanos) {
            followUps.add(nanos);
            return next;
        }
    }
}
