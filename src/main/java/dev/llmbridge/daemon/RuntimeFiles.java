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
 * and without the lock, a second daemon could start. Without both, hooks do the daemon's work; what they have written
 * is then adopted before anything is written over it.
 */
@Singleton
final class RuntimeFiles implements PeriodicTask, EventDispatcher.PublicationGuard {
    private static final Logger LOG = Logger.getLogger(RuntimeFiles.class);

    private Optional<Guarded> guarded = Optional.empty();
    private Optional<String> reported = Optional.empty();

    private record Guarded(FileLock lock, ListeningSockets sockets, EventLoop loop, Adoption adoption) {}

    /** Adopts the sessions that hooks have stored. */
    interface Adoption {
        void adoptStored() throws IOException;
    }

    /** Starts guarding the daemon lock and the socket. */
    void guard(FileLock lock, ListeningSockets sockets, EventLoop loop, Adoption adoption) {
        guarded = Optional.of(new Guarded(lock, sockets, loop, adoption));
    }

    @Override
    public void perform(Timestamp now) {
        guarded.ifPresent(this::tryToRestore);
    }

    @Override
    public boolean mayPublish() {
        return guarded.isEmpty() || guarded.get().lock().isInPlace() || tryToRestore(guarded.get());
    }

    /** Returns false if another daemon holds the lock. */
    private boolean tryToRestore(Guarded files) {
        try {
            return restoreIfMissing(files);
        } catch (IOException e) {
            report(IoErrorMessage.withFile(e));
        } catch (DaemonException e) {
            report(String.valueOf(e.getMessage()));
        }
        return true;
    }

    private boolean restoreIfMissing(Guarded files) throws IOException, DaemonException {
        boolean lockWasMissing = !files.lock().isInPlace();
        if (!files.lock().restoreIfMissing()) {
            files.loop().queue().offer(new LoopEvent.Superseded());
            return false;
        }
        boolean socketWasMissing = files.sockets().restoreIfMissing(files.loop()::handle);
        if (lockWasMissing && socketWasMissing) {
            files.adoption().adoptStored();
        }
        reported = Optional.empty();
        return true;
    }

    private void report(String failure) {
        if (!reported.equals(Optional.of(failure))) {
            LOG.errorf("%s; will try again", failure);
            reported = Optional.of(failure);
        }
    }
}
