package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.session.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EventLoopTest {
    private static final int CAPACITY = 256;

    private final Recorder recorder = new Recorder();
    private final Clock clock = new Clock();
    private final EventQueue queue = new EventQueue();
    private final EventLoop loop = new EventLoop(queue, recorder, clock::next);

    @Test
    void events_are_handled_in_order_until_the_loop_is_stopped() throws Exception {
        queue.put(datagram("1"));
        queue.put(datagram("2"));
        queue.put(new LoopEvent.ClientFileDeleted(7, at(0)));
        queue.put(new LoopEvent.Tick(at(0)));
        queue.put(new LoopEvent.Stop());

        loop.run();

        assertThat(recorder.calls).containsExactly("1", "2", "removed 7", "tick", "stop", "close");
        assertThat(loop.hasFailed()).isFalse();
    }

    @Test
    void messages_that_were_received_when_the_loop_was_stopped_are_handled_first() throws Exception {
        queue.put(new LoopEvent.Stop());
        assertThat(queue.receive(() -> Optional.of(datagram("received")))).isTrue();
        loop.setLastMessages(handler -> handler.accept(datagram("last")));

        loop.run();

        assertThat(recorder.calls).containsExactly("stop", "received", "last", "close");
        assertThat(queue.receive(() -> {
                    throw new AssertionError("received although nobody would handle it");
                }))
                .isFalse();
    }

    @Test
    void a_reload_ends_the_loop_like_a_stop() throws Exception {
        queue.put(new LoopEvent.Reload());
        queue.put(datagram("received"));
        loop.setLastMessages(handler -> handler.accept(datagram("last")));
        assertThat(loop.isReloading()).isFalse();

        loop.run();

        assertThat(recorder.calls).containsExactly("reload", "received", "last", "close");
        assertThat(loop.isReloading()).isTrue();
        assertThat(loop.hasFailed()).isFalse();
    }

    @Test
    void a_ping_overtakes_other_messages() throws Exception {
        queue.receive(() -> Optional.of(datagram("1")));
        queue.receive(() -> Optional.of(datagram("QUERY:status")));
        queue.receive(() -> Optional.of(datagram("QUERY:ping")));
        queue.put(new LoopEvent.Stop());

        loop.run();

        assertThat(recorder.calls).containsExactly("QUERY:ping", "1", "QUERY:status", "stop", "close");
    }

    @Test
    void a_thread_that_receives_does_not_prevent_the_end() throws Exception {
        AtomicInteger received = new AtomicInteger();
        Thread receiver = Thread.ofPlatform().start(() -> {
            try {
                while (queue.receive(() -> Optional.of(datagram("x")))) {
                    received.incrementAndGet();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> receiver.getState() == Thread.State.WAITING);
        Thread stopper = Thread.ofPlatform().start(() -> {
            try {
                queue.put(new LoopEvent.Stop());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        loop.run();
        receiver.join();
        stopper.join();

        assertThat(recorder.calls).filteredOn("x"::equals).hasSize(received.get());
        assertThat(recorder.calls).endsWith("close");
    }

    @Test
    void a_failed_socket_also_stops_the_loop() throws Exception {
        queue.put(datagram("1"));
        queue.put(new LoopEvent.SocketFailed());

        loop.run();

        assertThat(recorder.calls).containsExactly("1", "socket failed", "close");
        assertThat(loop.hasFailed()).isTrue();
    }

    @Test
    void the_handler_is_woken_at_its_wake_up_time_and_not_earlier() throws Exception {
        recorder.wakeAt = OptionalLong.of(10);
        recorder.onWake = now -> {
            recorder.wakeAt = OptionalLong.empty();
            queue.offer(new LoopEvent.Stop());
        };
        clock.returns(0, 9, 9, 9, 9, 10);

        loop.run();

        assertThat(recorder.calls).containsExactly("wake at 10", "stop", "close");
    }

    @Test
    void a_flood_of_messages_does_not_delay_a_wake_up() throws Exception {
        recorder.wakeAt = OptionalLong.of(5);
        recorder.onWake = now -> recorder.wakeAt = OptionalLong.empty();
        for (int i = 1; i <= 8; i++) {
            queue.put(datagram(Integer.toString(i)));
        }
        queue.put(new LoopEvent.Stop());
        recorder.clockFollowsMessages = true;

        loop.run();

        assertThat(recorder.calls).containsSubsequence("5", "wake at 5", "6", "7", "8", "stop", "close");
        assertThat(recorder.calls).filteredOn(call -> call.startsWith("wake")).hasSize(1);
    }

    @Test
    void an_overdue_wake_up_runs_between_two_messages() throws Exception {
        recorder.wakeAt = OptionalLong.of(5);
        recorder.onWake = now -> recorder.wakeAt = OptionalLong.empty();
        clock.returns(100);
        queue.put(datagram("1"));
        queue.put(datagram("2"));
        queue.put(new LoopEvent.Stop());

        loop.run();

        assertThat(recorder.calls).containsExactly("1", "wake at 100", "2", "stop", "close");
    }

    @Test
    void an_idle_loop_sleeps_without_reading_the_clock() throws Exception {
        Thread thread = Thread.ofPlatform().start(loop);
        await().until(() -> thread.getState() == Thread.State.WAITING);

        assertThat(clock.readings).isZero();

        queue.put(new LoopEvent.Stop());
        thread.join();
        assertThat(recorder.calls).containsExactly("stop", "close");
    }

    @Test
    void a_sender_blocks_while_the_queue_is_full_and_no_event_is_lost() throws Exception {
        Thread sender = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < 3 * CAPACITY; i++) {
                    queue.put(datagram("x"));
                }
                queue.put(new LoopEvent.Stop());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> sender.getState() == Thread.State.WAITING);

        loop.run();

        assertThat(recorder.calls).hasSize(3 * CAPACITY + 2).endsWith("stop", "close");
    }

    @Test
    void an_offered_event_is_dropped_if_the_queue_is_full() throws Exception {
        for (int i = 0; i < CAPACITY - 1; i++) {
            queue.put(datagram("x"));
        }
        queue.put(new LoopEvent.Stop());

        queue.offer(new LoopEvent.Tick(at(0)));

        loop.run();
        assertThat(recorder.calls).hasSize(CAPACITY + 1).doesNotContain("tick");
    }

    @Test
    void an_event_that_cannot_be_handled_is_skipped() throws Exception {
        queue.put(datagram("bad"));
        queue.put(datagram("2"));
        queue.put(new LoopEvent.Stop());

        loop.run();

        assertThat(recorder.calls).containsExactly("bad", "2", "stop", "close");
    }

    @Test
    void the_handler_is_closed_even_after_an_exception() {
        recorder.wakeAt = OptionalLong.of(0);
        recorder.onWake = now -> {
            throw new IllegalStateException("cannot be shown");
        };
        assertThat(loop.hasFailed()).isFalse();

        assertThatThrownBy(loop::run).hasMessage("cannot be shown");

        assertThat(recorder.calls).containsExactly("wake at 0", "close");
        assertThat(loop.hasFailed()).isTrue();
    }

    @Test
    void a_daemon_whose_loop_has_failed_keeps_its_exit_code() throws Exception {
        queue.put(new LoopEvent.SocketFailed());
        loop.run();

        // It would end this process if it regarded the exit as requested.
        new ShutdownHook().stop(loop);

        assertThat(loop.hasFailed()).isTrue();
    }

    @Test
    void an_interrupt_stops_the_loop() throws Exception {
        Thread thread = Thread.ofPlatform().start(loop);
        await().until(() -> thread.getState() == Thread.State.WAITING);

        thread.interrupt();

        thread.join();
        assertThat(recorder.calls).containsExactly("close");
        assertThat(loop.hasFailed()).as("an interrupt is a request to stop").isFalse();
    }

    private static LoopEvent datagram(String text) {
        return new LoopEvent.Datagram(text.getBytes(StandardCharsets.UTF_8), at(0), Optional.empty());
    }

    private static Timestamp at(long nanos) {
        return new Timestamp(Instant.EPOCH, nanos);
    }

    /** Returns the given times, one per call, and then the last one repeatedly. */
    private static final class Clock {
        private final Deque<Long> times = new ArrayDeque<>(List.of(0L));
        private int readings;

        void returns(long... nanos) {
            times.clear();
            for (long time : nanos) {
                times.add(time);
            }
        }

        Timestamp next() {
            readings++;
            return at(times.size() > 1 ? times.removeFirst() : times.getFirst());
        }
    }

    private final class Recorder implements EventLoop.Handler {
        private final List<String> calls = new ArrayList<>();
        private OptionalLong wakeAt = OptionalLong.empty();
        private LongConsumer onWake = now -> {};
        private boolean clockFollowsMessages;

        @Override
        public void handle(LoopEvent incoming) {
            switch (incoming) {
                case LoopEvent.Datagram datagram -> handle(new String(datagram.bytes(), StandardCharsets.UTF_8));
                case LoopEvent.ClientFileSeen _ -> calls.add("file");
                case LoopEvent.ClientFileDeleted(int pid, Timestamp _) -> calls.add("removed " + pid);
                case LoopEvent.ProcessExited(var process, Timestamp _) -> calls.add("exited " + process.pid());
                case LoopEvent.Tick _ -> calls.add("tick");
                case LoopEvent.SocketFailed() -> calls.add("socket failed");
                case LoopEvent.Superseded() -> calls.add("superseded");
                case LoopEvent.Reload() -> calls.add("reload");
                case LoopEvent.Stop() -> calls.add("stop");
            }
        }

        private void handle(String text) {
            calls.add(text);
            if (clockFollowsMessages) {
                clock.returns(Long.parseLong(text));
            }
            if (text.equals("bad")) {
                throw new IllegalStateException(text);
            }
        }

        @Override
        public OptionalLong wakeAt() {
            return wakeAt;
        }

        @Override
        public void wake(Timestamp now) {
            calls.add("wake at " + now.monotonic());
            onWake.accept(now.monotonic());
        }

        @Override
        public void close(Timestamp now) {
            calls.add("close");
        }
    }
}
