package dev.llmbridge.daemon;

import dev.llmbridge.posix.FolderWatch;
import dev.llmbridge.posix.FolderWatch.FileChanges;
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
    private static final int NO_TIMEOUT = -1;

    private final Spool spool;
    private final Libc libc;
    private boolean failureLogged;

    @Inject
    SpoolWatch(Spool spool, Libc libc) {
        this.spool = spool;
        this.libc = libc;
    }

    /** Handles what the spool contains, before the loop runs. */
    void readAll(Consumer<LoopEvent> handler, Timestamp now) {
        spool.removeLeftovers(now.monotonic());
        for (Spool.SpooledMessage message : spool.readAll(now.monotonic())) {
            handler.accept(datagram(message, now));
            spool.remove(message);
        }
    }

    /** Starts a thread that passes on each message. */
    void start(LoopEvent.Sink sink, Supplier<Timestamp> clock) {
        Thread.ofPlatform().name("spool").daemon().start(() -> run(sink, clock));
    }

    /** Does the work of {@link #start} on the calling thread, until that is interrupted or inotify is not available. */
    void run(LoopEvent.Sink sink, Supplier<Timestamp> clock) {
        try (FolderWatch watch = new FolderWatch(libc, FileChanges.RENAMED)) {
            while (!Thread.currentThread().isInterrupted()) {
                createFolder();
                watch.setFolders(List.of(spool.folder()));
                pass(sink, clock);
                libc.awaitReadable(watch.descriptor(), NO_TIMEOUT);
                watch.takeChanges();
            }
        } catch (IOException e) {
            LOG.warnf("messages in %s are read only at the next start: %s", spool.folder(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hooks create the folder too, so a failure is not final. */
    private void createFolder() {
        try {
            spool.createFolder();
        } catch (IOException e) {
            if (!failureLogged) {
                LOG.warnf("messages that do not reach the socket are lost: %s", e.getMessage());
                failureLogged = true;
            }
        }
    }

    private void pass(LoopEvent.Sink sink, Supplier<Timestamp> clock) throws InterruptedException {
        for (Spool.SpooledMessage message : spool.readAll(clock.get().monotonic())) {
            sink.put(datagram(message, clock.get()));
            spool.remove(message);
        }
        // A message in the spool, or the loss of the folder, can mean that the socket is missing.
        sink.put(new LoopEvent.Tick(clock.get()));
        long dropped = spool.takeDroppedCount();
        if (dropped > 0) {
            LOG.warnf("%d messages were dropped because %s was full", dropped, spool.folder());
        }
    }

    private static LoopEvent datagram(Spool.SpooledMessage message, Timestamp now) {
        return new LoopEvent.Datagram(message.datagram(), now, Optional.empty());
    }
}
