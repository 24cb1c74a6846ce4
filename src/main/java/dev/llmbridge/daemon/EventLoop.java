package dev.llmbridge.daemon;

import dev.llmbridge.session.Timestamp;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The one thread that owns all state, so that nothing needs a lock. It sleeps until there is something to do: an
 * incoming message, or the time at which the handler wants to be called.
 */
final class EventLoop implements Runnable {
    /** Bounded, so that a flood waits in the kernel with its senders and not in our memory. */
    private static final int QUEUED_AT_MOST = 256;

    private final BlockingQueue<LoopEvent> queue = new ArrayBlockingQueue<>(QUEUED_AT_MOST);
    private final Handler handler;
    private final Supplier<Timestamp> clock;
    private volatile boolean lostSocket;

    /** What the loop drives. */
    interface Handler {
        void handle(LoopEvent incoming);

        /** When {@link #wake} is to be called, in ns of CLOCK_MONOTONIC; empty for not before the next message. */
        OptionalLong wakeAt();

        void wake(Timestamp now);

        /** The last call: nothing may stay unpublished. */
        void close(Timestamp now);
    }

    EventLoop(Handler handler, Supplier<Timestamp> clock) {
        this.handler = handler;
        this.clock = clock;
    }

    /** Hands a message to the loop; waits while it has too many. */
    void put(LoopEvent incoming) throws InterruptedException {
        queue.put(incoming);
    }

    /** Hands something to the loop that can be left out when it is busy. */
    void offer(LoopEvent incoming) {
        queue.offer(incoming);
    }

    /** Whether it ended because no datagram could come any more. */
    boolean lostSocket() {
        return lostSocket;
    }

    @Override
    public void run() {
        try {
            while (handled(next())) {
                wakeIfDue();
            }
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
            LoopEvent incoming = wait > 0 ? queue.poll(wait, TimeUnit.NANOSECONDS) : queue.poll();
            if (incoming != null) {
                return incoming;
            }
            wakeIfDue();
        }
    }

    private boolean handled(LoopEvent incoming) {
        handler.handle(incoming);
        return switch (incoming) {
            case LoopEvent.Datagram datagram -> true;
            case LoopEvent.ClientFileSeen seen -> true;
            case LoopEvent.ClientFileGone gone -> true;
            case LoopEvent.Tick tick -> true;
            case LoopEvent.Stop() -> false;
            case LoopEvent.SocketLost() -> {
                lostSocket = true;
                yield false;
            }
        };
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
