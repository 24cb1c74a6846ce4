package dev.llmbridge.daemon;

import dev.llmbridge.session.Timestamp;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The loop of the thread that owns all state, so no state needs a lock. It sleeps until an event arrives or until the time
 * at which the handler wants to be called.
 */
final class EventLoop implements Runnable {
    /** Bounded, so that during a flood datagrams wait in the kernel and in their senders, not in our memory. */
    private static final int QUEUE_CAPACITY = 256;

    private final BlockingQueue<LoopEvent> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
    private final Handler handler;
    private final Supplier<Timestamp> clock;
    private volatile boolean lostSocket;

    /** Handles the events, on the loop's thread. */
    interface Handler {
        void handle(LoopEvent event);

        /** When {@link #wake} is to be called, in ns of CLOCK_MONOTONIC; empty if not before the next event. */
        OptionalLong wakeAt();

        void wake(Timestamp now);

        /** Called last: publishes what is pending. */
        void close(Timestamp now);
    }

    EventLoop(Handler handler, Supplier<Timestamp> clock) {
        this.handler = handler;
        this.clock = clock;
    }

    /** Passes an event to the loop; blocks while the queue is full. */
    void put(LoopEvent event) throws InterruptedException {
        queue.put(event);
    }

    /** Passes an event to the loop; drops it if the queue is full. */
    void offer(LoopEvent event) {
        queue.offer(event);
    }

    /** Returns whether the loop ended because the socket was lost. */
    boolean lostSocket() {
        return lostSocket;
    }

    @Override
    public void run() {
        try {
            LoopEvent event = next();
            while (!(event instanceof LoopEvent.Stop || event instanceof LoopEvent.SocketLost)) {
                handler.handle(event);
                wakeIfDue();
                event = next();
            }
            handler.handle(event);
            lostSocket = event instanceof LoopEvent.SocketLost;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            handler.close(clock.get());
        }
    }

    private LoopEvent next() throws InterruptedException {
        while (true) {
            OptionalLong wakeAt = handler.wakeAt();
            if (wakeAt.isEmpty()) {
                return queue.take();
            }
            long wait = wakeAt.getAsLong() - clock.get().monotonic();
            LoopEvent event = wait > 0 ? queue.poll(wait, TimeUnit.NANOSECONDS) : queue.poll();
            if (event != null) {
                return event;
            }
            wakeIfDue();
        }
    }

    private void wakeIfDue() {
        OptionalLong wakeAt = handler.wakeAt();
        if (wakeAt.isPresent()) {
            Timestamp now = clock.get();
            if (now.monotonic() >= wakeAt.getAsLong()) {
                handler.wake(now);
            }
        }
    }
}
