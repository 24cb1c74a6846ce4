package dev.llmbridge.daemon;

import dev.llmbridge.posix.DirectoryWatch;
import dev.llmbridge.posix.DirectoryWatch.FileChanges;
import dev.llmbridge.posix.IoErrorMessage;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.session.Timestamp;
import dev.llmbridge.store.Spool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Watches the spool and passes its messages to the loop as if they had arrived on the socket. */
@Singleton
final class SpoolWatch {
    private static final Logger LOG = Logger.getLogger(SpoolWatch.class);

    private final Spool spool;
    private final Libc libc;
    private boolean lossLogged;
    private boolean pollingLogged;

    /** Where messages go; returns false for one that will not be handled, which then stays in the spool. */
    interface MessageSink {
        boolean put(LoopEvent message) throws InterruptedException;
    }

    @Inject
    SpoolWatch(Spool spool, Libc libc) {
        this.spool = spool;
        this.libc = libc;
    }

    /** Handles what the spool contains; called before the loop runs and when it ends. */
    void readAll(Consumer<LoopEvent> handler, Timestamp now) {
        spool.removeLeftovers(now.monotonic());
        for (Spool.SpooledMessage message : spool.readAll(now.monotonic())) {
            handler.accept(datagram(message, now));
            spool.remove(message);
        }
    }

    /** Starts a thread that passes on each message. */
    void start(MessageSink sink, Supplier<Timestamp> clock) {
        Thread.ofPlatform().name("spool").daemon().start(() -> run(sink, clock));
    }

    /** Does the work of {@link #start} on the calling thread, until that is interrupted. */
    void run(MessageSink sink, Supplier<Timestamp> clock) {
        try (DirectoryWatch watch = new DirectoryWatch(libc, FileChanges.RENAMED)) {
            while (!Thread.currentThread().isInterrupted()) {
                createDirectory();
                boolean begun = watch.setDirectories(List.of(spool.directory()));
                watch.failure().ifPresent(this::logPolling);
                boolean passed = pass(sink, clock);
                if (passed || begun && watch.failure().isEmpty()) {
                    // A message in the spool, or the loss of the directory, can mean that the socket is missing.
                    sink.put(new LoopEvent.Tick(clock.get()));
                }
                watch.awaitChange();
                watch.takeChanges();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void logPolling(String why) {
        if (!pollingLogged) {
            LOG.warnf("polling %s once a second instead of watching it: %s", spool.directory(), why);
            pollingLogged = true;
        }
    }

    /** Hooks create the directory too, so a failure is not final. */
    private void createDirectory() {
        try {
            spool.createDirectory();
        } catch (IOException e) {
            if (!lossLogged) {
                LOG.warnf("messages that do not reach the socket are lost: %s", IoErrorMessage.withFile(e));
                lossLogged = true;
            }
        }
    }

    /** Passes on all messages; returns whether there were any. */
    private boolean pass(MessageSink sink, Supplier<Timestamp> clock) throws InterruptedException {
        List<Spool.SpooledMessage> messages = spool.readAll(clock.get().monotonic());
        for (Spool.SpooledMessage message : messages) {
            if (!sink.put(datagram(message, clock.get()))) {
                return false;
            }
            spool.remove(message);
        }
        long dropped = spool.takeDroppedCount();
        if (dropped > 0) {
            LOG.warnf("%d messages were dropped because %s was full", dropped, spool.directory());
        }
        return !messages.isEmpty();
    }

    private static LoopEvent datagram(Spool.SpooledMessage message, Timestamp now) {
        return new LoopEvent.Datagram(message.datagram(), now, Optional.empty());
    }
}
