package dev.llmbridge.daemon;

import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.Message.QueryType;
import dev.llmbridge.protocol.MessageCodec;
import dev.llmbridge.session.Timestamp;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The loop of the only thread that uses the state, so the state needs no locks. It sleeps until an event arrives or
 * until the time at which the handler asked to be called.
 */
final class EventLoop implements Runnable {
    private static final Logger LOG = Logger.getLogger(EventLoop.class);

    /**
     * Bounded, so that excess datagrams wait in the kernel and in the senders instead of filling the daemon's memory.
     */
    private static final int QUEUE_CAPACITY = 256;

    private static final byte[] PING = MessageCodec.encode(new Message.Query(QueryType.PING));

    private final BlockingDeque<LoopEvent> queue = new LinkedBlockingDeque<>(QUEUE_CAPACITY);
    private final Handler handler;
    private final Supplier<Timestamp> clock;
    /** Held while a message is received and passed on, so that none is received that is not handled. */
    private final ReentrantLock reception = new ReentrantLock();

    private boolean receptionEnded;
    private Consumer<Consumer<LoopEvent>> lastMessages = _ -> {};
    private volatile boolean failed;
    private boolean reloading;

    /** Handles the events, on the loop's thread. */
    interface Handler {
        void handle(LoopEvent event);

        /** When to call {@link #wake}, in CLOCK_MONOTONIC ns; empty if there is no need to before the next event. */
        OptionalLong wakeAt();

        void wake(Timestamp now);

        /** Publishes pending changes. Called last. */
        void close(Timestamp now);
    }

    EventLoop(Handler handler, Supplier<Timestamp> clock) {
        this.handler = handler;
        this.clock = clock;
    }

    /**
     * Sets the source of the last messages. It is called when the loop has been asked to stop and receives nothing
     * more. Call this before the loop runs.
     */
    void setLastMessages(Consumer<Consumer<LoopEvent>> source) {
        lastMessages = source;
    }

    /**
     * Passes a message to the loop if the source has one; returns false if it has none, or if the loop is ending. A
     * ping overtakes all other messages: who asks whether the daemon is alive must not wait for a flood to end.
     */
    boolean receive(Supplier<Optional<? extends LoopEvent>> source) throws InterruptedException {
        reception.lock();
        try {
            Optional<? extends LoopEvent> message = receptionEnded ? Optional.empty() : source.get();
            if (message.isPresent() && isPing(message.get())) {
                queue.putFirst(message.get());
            } else if (message.isPresent()) {
                queue.put(message.get());
            }
            return message.isPresent();
        } finally {
            reception.unlock();
        }
    }

    private static boolean isPing(LoopEvent message) {
        return message instanceof LoopEvent.Datagram datagram && Arrays.equals(datagram.bytes(), PING);
    }

    /** Passes a message to the loop; blocks while the queue is full. Returns false if the loop is ending. */
    boolean putUnlessEnding(LoopEvent message) throws InterruptedException {
        return receive(() -> Optional.of(message));
    }

    /** Passes an event to the loop; blocks while the queue is full. */
    void put(LoopEvent event) throws InterruptedException {
        queue.put(event);
    }

    /** Passes an event to the loop; drops it if the queue remains full for {@code millis}. */
    void offer(LoopEvent event, long millis) throws InterruptedException {
        queue.offer(event, millis, TimeUnit.MILLISECONDS);
    }

    /** Passes an event to the loop; drops it if the queue is full. */
    void offer(LoopEvent event) {
        queue.offer(event);
    }

    /** Returns whether the loop ended because of {@link LoopEvent.Reload}. */
    boolean isReloading() {
        return reloading;
    }

    /** Returns whether the loop ended without being asked to. */
    boolean hasFailed() {
        return failed;
    }

    @Override
    public void run() {
        boolean interrupted = false;
        try {
            LoopEvent event = next();
            while (!isLast(event)) {
                handle(event);
                wakeIfDue();
                event = next();
            }
            handle(event);
            reloading = event instanceof LoopEvent.Reload;
            failed = !reloading && !(event instanceof LoopEvent.Stop);
            if (!failed) {
                handleLastMessages();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            handleLastMessages();
        } catch (RuntimeException | Error e) {
            failed = true;
            throw e;
        } finally {
            handler.close(clock.get());
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void handleLastMessages() {
        // A thread that receives may be waiting for room in the queue.
        while (!reception.tryLock()) {
            handleQueued();
            Thread.onSpinWait();
        }
        receptionEnded = true;
        reception.unlock();
        handleQueued();
        lastMessages.accept(this::handle);
    }

    private void handleQueued() {
        LoopEvent event;
        while ((event = queue.poll()) != null) {
            handle(event);
        }
    }

    private static boolean isLast(LoopEvent event) {
        return switch (event) {
            case LoopEvent.Stop _, LoopEvent.Reload _, LoopEvent.SocketFailed _, LoopEvent.Superseded _ -> true;
            case LoopEvent.Datagram _,
                    LoopEvent.ClientFileSeen _,
                    LoopEvent.ClientFileRemoved _,
                    LoopEvent.ClientExited _,
                    LoopEvent.Tick _ -> false;
        };
    }

    /**
     * Handles one event; called by the loop, and before it runs. A message that cannot be handled must not end the
     * daemon. Neither the message nor the text of the exception is logged, because they can contain what the user
     * wrote.
     */
    void handle(LoopEvent event) {
        try {
            handler.handle(event);
        } catch (RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            LOG.errorf(
                    "skipped a %s: %s at %s",
                    event.getClass().getSimpleName(),
                    e.getClass().getName(),
                    trace.length == 0 ? "an unknown place" : trace[0]);
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
