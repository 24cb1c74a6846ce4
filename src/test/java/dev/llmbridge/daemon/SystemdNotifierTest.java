package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.daemon.SystemdNotifier.ServiceManager;
import dev.llmbridge.daemon.SystemdNotifier.ServiceStatus;
import dev.llmbridge.session.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemdNotifierTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final ServiceStatus INITIAL_STATUS = new ServiceStatus(0, 0);

    private final RecordingHandler handler = new RecordingHandler();
    private final Manager manager = new Manager();
    private ServiceStatus status = INITIAL_STATUS;
    private SystemdNotifier notifier = notifier(Optional.of(TIMEOUT));
    private long now = Duration.ofHours(1).toNanos();

    private SystemdNotifier notifier(Optional<Duration> timeout) {
        return new SystemdNotifier(handler, () -> status, manager, timeout);
    }

    @Test
    void the_first_turn_of_the_loop_reports_readiness_and_the_status() {
        status = new ServiceStatus(2, 1);

        elapse(Duration.ZERO);

        assertThat(manager.messages).containsExactly("READY=1\nSTATUS=2 sessions, Waybar found");
    }

    @Test
    void the_watchdog_is_pinged_twice_per_timeout() {
        elapse(Duration.ZERO);
        manager.messages.clear();

        elapse(Duration.ofSeconds(29));
        assertThat(manager.messages).isEmpty();
        elapse(Duration.ofSeconds(1));
        assertThat(manager.messages).containsExactly("WATCHDOG=1");
        elapse(Duration.ofSeconds(60));
        assertThat(manager.messages).containsExactly("WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1");
    }

    @Test
    void without_a_watchdog_there_are_no_wake_ups() {
        notifier = notifier(Optional.empty());
        elapse(Duration.ofHours(1));

        assertThat(manager.messages).containsExactly("READY=1\nSTATUS=No session, no Waybar found");
        assertThat(notifier.wakeAt()).isEmpty();
    }

    @Test
    void a_blocked_loop_sends_no_ping_until_it_continues() {
        elapse(Duration.ZERO);
        manager.messages.clear();

        handler.handlingTime = Duration.ofMinutes(5);
        notifier.handle(new LoopEvent.Stop());
        assertThat(manager.messages).isEmpty();

        elapse(Duration.ZERO);
        assertThat(manager.messages).containsExactly("WATCHDOG=1");
    }

    @Test
    void a_change_is_reported_at_once() {
        elapse(Duration.ofSeconds(5));
        manager.messages.clear();

        status = new ServiceStatus(1, 0);
        elapse(Duration.ZERO);

        assertThat(manager.messages).containsExactly("STATUS=1 session, no Waybar found");
    }

    @Test
    void many_changes_are_reported_once_a_second_and_the_last_one_is_always_reported() {
        elapse(Duration.ofSeconds(5));
        manager.messages.clear();

        for (int sessions = 1; sessions <= 25; sessions++) {
            status = new ServiceStatus(sessions, 0);
            elapse(Duration.ofMillis(100));
        }
        elapse(Duration.ofSeconds(1));

        assertThat(manager.messages)
                .containsExactly(
                        "STATUS=1 session, no Waybar found",
                        "STATUS=10 sessions, no Waybar found",
                        "STATUS=20 sessions, no Waybar found",
                        "STATUS=25 sessions, no Waybar found");
    }

    @Test
    void a_change_that_is_reverted_before_it_is_reported_is_not_reported() {
        elapse(Duration.ofMillis(10));
        manager.messages.clear();

        status = new ServiceStatus(1, 0);
        elapse(Duration.ofMillis(10));
        status = INITIAL_STATUS;
        elapse(Duration.ofSeconds(2));

        assertThat(manager.messages).isEmpty();
    }

    @Test
    void a_report_to_a_busy_manager_is_retried() {
        manager.deliveries.add(ServiceManager.Delivery.BUSY);
        elapse(Duration.ZERO);
        assertThat(manager.messages).hasSize(1);

        status = new ServiceStatus(3, 2);
        elapse(Duration.ofMillis(99));
        assertThat(manager.messages).hasSize(1);
        elapse(Duration.ofMillis(1));

        assertThat(manager.messages).hasSize(2).last().isEqualTo("READY=1\nSTATUS=3 sessions, 2 Waybars found");
    }

    @Test
    void a_ping_to_a_busy_manager_is_retried() {
        elapse(Duration.ofSeconds(29));
        manager.messages.clear();
        manager.deliveries.add(ServiceManager.Delivery.BUSY);

        elapse(Duration.ofMillis(1100));

        assertThat(manager.messages).containsExactly("WATCHDOG=1", "WATCHDOG=1");
    }

    @Test
    void a_manager_that_does_not_listen_causes_no_additional_wake_ups() {
        for (int i = 0; i < 10; i++) {
            manager.deliveries.add(ServiceManager.Delivery.REFUSED);
        }

        elapse(Duration.ofSeconds(60));

        assertThat(manager.messages)
                .containsExactly("READY=1\nSTATUS=No session, no Waybar found", "WATCHDOG=1", "WATCHDOG=1");
    }

    @Test
    void the_handler_is_also_woken_at_its_own_times() {
        elapse(Duration.ZERO);
        handler.calls.clear();
        handler.wakeAt = OptionalLong.of(now + 7);

        assertThat(notifier.wakeAt()).hasValue(now + 7);
        handler.wakeAt = OptionalLong.of(now + Duration.ofHours(1).toNanos());
        assertThat(notifier.wakeAt()).hasValue(now + TIMEOUT.toNanos() / 2);

        notifier.handle(new LoopEvent.Stop());
        notifier.wake(new Timestamp(Instant.EPOCH, now));
        assertThat(handler.calls).containsExactly("stop", "wake");
    }

    @Test
    void stopping_is_reported_before_the_remaining_work_is_done() {
        elapse(Duration.ZERO);
        manager.messages.clear();
        handler.calls.clear();

        notifier.close(new Timestamp(Instant.EPOCH, now));

        assertThat(manager.messages).containsExactly("STOPPING=1\nSTATUS=");
        assertThat(handler.calls).containsExactly("close after STOPPING=1\nSTATUS=");
    }

    @Test
    void a_reload_is_reported_instead_of_stopping() {
        elapse(Duration.ZERO);
        manager.messages.clear();

        notifier.handle(new LoopEvent.Reload());
        notifier.close(new Timestamp(Instant.EPOCH, 5_000));

        assertThat(manager.messages).containsExactly("RELOADING=1\nMONOTONIC_USEC=5");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 'No session, no Waybar found'",
        "1, 1, '1 session, Waybar found'",
        "2, 1, '2 sessions, Waybar found'",
        "12, 3, '12 sessions, 3 Waybars found'"
    })
    void the_status_counts_sessions_and_bars(int sessions, int bars, String text) {
        assertThat(new ServiceStatus(sessions, bars).text()).isEqualTo(text);
    }

    /** Runs the loop for this much virtual time. */
    private void elapse(Duration time) {
        long target = now + time.toNanos();
        OptionalLong due = notifier.wakeAt();
        while (due.isPresent() && due.getAsLong() <= target) {
            now = Math.max(now, due.getAsLong());
            notifier.wake(new Timestamp(Instant.EPOCH, now));
            due = notifier.wakeAt();
        }
        now = target;
    }

    private final class RecordingHandler implements EventLoop.Handler {
        private final List<String> calls = new ArrayList<>();
        private OptionalLong wakeAt = OptionalLong.empty();
        private Duration handlingTime = Duration.ZERO;

        @Override
        public void handle(LoopEvent incoming) {
            now += handlingTime.toNanos();
            calls.add(incoming instanceof LoopEvent.Stop ? "stop" : "other");
        }

        @Override
        public OptionalLong wakeAt() {
            return wakeAt;
        }

        @Override
        public void wake(Timestamp now) {
            calls.add("wake");
        }

        @Override
        public void close(Timestamp now) {
            calls.add("close after " + manager.messages.getLast());
        }
    }

    /** Takes every message unless a test queues another delivery. */
    private static final class Manager implements ServiceManager {
        private final List<String> messages = new ArrayList<>();
        private final Deque<Delivery> deliveries = new ArrayDeque<>();

        @Override
        public Delivery send(String message) {
            messages.add(message);
            return deliveries.isEmpty() ? Delivery.ACCEPTED : deliveries.removeFirst();
        }
    }
}
