package dev.llmbridge.daemon;

import dev.llmbridge.posix.IoErrorMessage;
import dev.llmbridge.session.Timestamp;
import dev.llmbridge.store.FileLocks.FileLock;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Restores the daemon lock and the socket if somebody has removed them. Without the socket, no hook reaches the daemon,
 * and without the lock, a second daemon could start.
 */
@Singleton
final class RuntimeFiles implements PeriodicTask {
    private static final Logger LOG = Logger.getLogger(RuntimeFiles.class);

    private Optional<Guarded> guarded = Optional.empty();
    private Optional<String> reported = Optional.empty();

    private record Guarded(FileLock lock, ListeningSockets sockets, EventLoop loop) {}

    /** Begins to guard these. */
    void guard(FileLock lock, ListeningSockets sockets, EventLoop loop) {
        guarded = Optional.of(new Guarded(lock, sockets, loop));
    }

    @Override
    public void perform(Timestamp now) {
        if (guarded.isEmpty()) {
            return;
        }
        Guarded files = guarded.get();
        try {
            if (files.lock().restoreIfMissing()) {
                files.sockets().restoreIfMissing(files.loop());
                reported = Optional.empty();
            } else {
                files.loop().offer(new LoopEvent.Superseded());
            }
        } catch (IOException e) {
            report(IoErrorMessage.withFile(e));
        } catch (DaemonException e) {
            report(String.valueOf(e.getMessage()));
        }
    }

    private void report(String failure) {
        if (!reported.equals(Optional.of(failure))) {
            LOG.errorf("%s; will try again", failure);
            reported = Optional.of(failure);
        }
    }
}
