package dev.llmbridge.daemon;

import dev.llmbridge.protocol.SystemClock;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Tells the loop that time has passed: for sessions that fell silent, and for what could not be stored. */
@Singleton
final class Heartbeat {
    private final AtomicReference<EventLoop> driven = new AtomicReference<>();

    /** Begins to drive a loop; without one the clock ticks for nothing. */
    void drive(EventLoop loop) {
        driven.set(loop);
    }

    @Scheduled(every = "3s", identity = "heartbeat")
    void tick() {
        Optional.ofNullable(driven.get()).ifPresent(loop -> loop.offer(new Incoming.Tick(SystemClock.now())));
    }
}
