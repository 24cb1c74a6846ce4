package dev.llmbridge.client;

import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.store.FileLocks;
import dev.llmbridge.store.FileLocks.FileLock;
import dev.llmbridge.store.SessionFiles;
import dev.llmbridge.store.Spool;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.graalvm.nativeimage.ImageInfo;

/**
 * Applies one message to the session files if no daemon is running. It holds the lock that a starting daemon also
 * acquires, so that no message is lost between the two.
 */
final class Fallback {
    /**
     * How long to wait for the lock if the message cannot be added to the spool. A JVM holds the lock about a hundred
     * times as long, because it also loads classes.
     */
    private static final Duration LOCK_TIMEOUT =
            ImageInfo.inImageCode() ? Duration.ofMillis(500) : Duration.ofSeconds(10);

    /** How long a hook of the JVM build may spend on the messages of other processes; Claude Code waits for it. */
    private static final Duration SPOOL_TIMEOUT = Duration.ofSeconds(10);

    private final Libc libc;
    private final Settings settings;
    private final SessionFiles files;
    private final FileLocks locks;
    private final Spool spool;
    private final SpooledDelivery spooling;
    private final long deadline = System.nanoTime() + SPOOL_TIMEOUT.toNanos();

    Fallback(Libc libc, Settings settings) {
        this.libc = libc;
        this.settings = settings;
        TrustedFiles trusted = TrustedFiles.of(libc, settings.runtimeDirectory());
        this.files = new SessionFiles(settings.sessionsDir(), BootClock.system(libc), trusted);
        this.locks = new FileLocks(libc, trusted.users());
        this.spool = new Spool(settings.spool(), trusted);
        this.spooling = new SpooledDelivery(spool, libc.getpid());
    }

    /**
     * Reads the sessions, applies the messages in the spool and this one, writes the files and signals Waybar. If
     * another process is already doing so, adds the message to the spool instead, because that process looks there once
     * more before it exits. Does the same if a daemon is running but cannot be reached, e.g. because its socket was
     * removed: the daemon watches the spool.
     *
     * @param sendAgain retries sending, as a daemon may have started by then; returns whether the message was sent
     * @return whether the message was applied, sent, or added to the spool
     */
    boolean apply(Message message, BooleanSupplier sendAgain) {
        if (settings.missingDirectory().isPresent()
                || settings.foreignDirectory(libc.getuid()).isPresent()) {
            return false;
        }
        try {
            if (hasDaemon() && spooling.add(message)) {
                applySpooledUnlessDaemonRuns();
                return true;
            }
            files.createDirectory();
            Optional<FileLock> lock = acquire(Duration.ZERO);
            boolean spooled = lock.isEmpty() && spooling.add(message);
            if (lock.isEmpty() && !spooled) {
                lock = acquire(LOCK_TIMEOUT);
            }
            if (lock.isPresent()) {
                applyUnder(lock.get(), Optional.of(message), sendAgain);
            } else if (spooled) {
                MessageDelivery.reportToParent();
            } else {
                return sendAgain.getAsBoolean();
            }
            applySpooled();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A daemon that took over may have exited before it read the message from the spool. */
    private void applySpooledUnlessDaemonRuns() throws IOException {
        if (!hasDaemon()) {
            applySpooled();
        }
    }

    private boolean hasDaemon() {
        return locks.holder(settings.daemonLock()).isPresent();
    }

    /**
     * Applies the messages that other processes added to the spool because this one held a lock. Those processes do not
     * look at the spool again, so this one continues until it is empty, unless another process or a daemon takes over,
     * or no message can be removed.
     */
    void applySpooled() throws IOException {
        boolean removed = true;
        while (removed && spool.hasMessages() && hasTime()) {
            Optional<FileLock> lock = acquire(Duration.ZERO);
            removed = lock.isPresent() && applyUnder(lock.get(), Optional.empty(), this::hasDaemon);
        }
    }

    private boolean hasTime() {
        return ImageInfo.inImageCode() || System.nanoTime() - deadline < 0;
    }

    private Optional<FileLock> acquire(Duration timeout) throws IOException {
        return locks.acquire(settings.sessionsLock(), timeout);
    }

    /**
     * Applies a message and the messages in the spool. Other processes add to the spool as long as the lock is held, so
     * this continues in rounds until it is empty; only the first round has to read the sessions. Each round renders and
     * writes the entire state, so there is a pause before the next one, as in the daemon.
     *
     * @return whether the last round removed a message from the spool
     */
    private boolean applyUnder(FileLock lock, Optional<Message> message, BooleanSupplier daemonTakesOver)
            throws IOException {
        try (lock) {
            if (daemonTakesOver.getAsBoolean()) {
                MessageDelivery.reportToParent();
                return false;
            }
            OfflineSessions sessions = new OfflineSessions(libc, settings, files, spool);
            boolean removed = sessions.apply(message, MessageDelivery::reportToParent);
            while (removed && spool.hasMessages() && hasTime() && !hasDaemon()) {
                LockSupport.parkNanos(settings.debounce().toNanos());
                removed = sessions.apply(Optional.empty(), () -> {});
            }
            return removed;
        }
    }
}
