package dev.llmbridge.daemon;

import dev.llmbridge.protocol.SystemClock;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends the loop a tick every 3 s, so that it expires silent sessions, detects processes that have exited, and retries
 * failed writes.
 */
@Singleton
final class Heartbeat implements EventDispatcher.Clock {
    private static final String IDENTITY = "heartbeat";

    private final Scheduler scheduler;
    private final AtomicReference<EventQueue> target = new AtomicReference<>();

    @Inject
    Heartbeat(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Starts adding ticks to this queue. */
    void drive(EventQueue queue) {
        target.set(queue);
        scheduler.resume();
    }

    @Override
    public void pause() {
        scheduler.pause(IDENTITY);
    }

    @Override
    public void resume() {
        scheduler.resume(IDENTITY);
    }

    // offer() never blocks, so no worker thread is needed.
    @NonBlocking
    @Scheduled(every = "3s", identity = IDENTITY)
    void tick() {
        Optional.ofNullable(target.get()).ifPresent(queue -> queue.offer(new LoopEvent.Tick(SystemClock.now())));
    }
}
