package dev.llmbridge.daemon;

import dev.llmbridge.session.Timestamp;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The loop of the only thread that uses the state, so the state needs no locks. It sleeps until an event arrives or
 * until the time at which the handler asked to be called.
 */
final class EventLoop implements Runnable {
    private static final Logger LOG = Logger.getLogger(EventLoop.class);

    private final EventQueue queue;
    private final Handler handler;
    private final Supplier<Timestamp> clock;
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

    EventLoop(EventQueue queue, Handler handler, Supplier<Timestamp> clock) {
        this.queue = queue;
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

    EventQueue queue() {
        return queue;
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
        while (!queue.tryToEndReception()) {
            handleQueued();
            Thread.onSpinWait();
        }
        handleQueued();
        lastMessages.accept(this::handle);
    }

    private void handleQueued() {
        Optional<LoopEvent> event = queue.poll();
        while (event.isPresent()) {
            handle(event.get());
            event = queue.poll();
        }
    }

    private static boolean isLast(LoopEvent event) {
        return switch (event) {
            case LoopEvent.Stop _, LoopEvent.Reload _, LoopEvent.SocketFailed _, LoopEvent.Superseded _ -> true;
            case LoopEvent.Datagram _,
                    LoopEvent.ClientFileSeen _,
                    LoopEvent.ClientFileDeleted _,
                    LoopEvent.ProcessExited _,
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
            Optional<LoopEvent> event = queue.poll(wait);
            if (event.isPresent()) {
                return event.get();
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
