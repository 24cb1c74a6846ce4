package dev.llmbridge.daemon;

import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.IoErrorMessage;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.session.AccountLimits;
import dev.llmbridge.store.LimitsFile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Reads and writes the file of the accounts' limits. It is in the home directory, which may be slow, so it is written
 * on a thread of its own, which exists only while there is something to write.
 */
@Singleton
final class LimitsWriter {
    private static final Logger LOG = Logger.getLogger(LimitsWriter.class);
    private static final Duration LAST_WRITE_TIMEOUT = Duration.ofSeconds(1);

    private final Optional<LimitsFile> file;
    private final AtomicReference<Optional<List<AccountLimits>>> next = new AtomicReference<>(Optional.empty());
    private final ThreadPoolExecutor thread;
    private volatile boolean failureLogged;

    @Inject
    LimitsWriter(Settings settings, TrustedFiles trusted) {
        this(settings.limitsFile().map(path -> new LimitsFile(path, trusted)));
    }

    LimitsWriter(Optional<LimitsFile> file) {
        this.file = file;
        this.thread = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> Thread.ofPlatform()
                        .name("limits")
                        .daemon()
                        .unstarted(task));
        thread.allowCoreThreadTimeOut(true);
    }

    /** Returns what an earlier daemon has written. */
    List<AccountLimits> read() {
        return file.map(LimitsFile::read).orElse(List.of());
    }

    /** Makes the thread write these limits, or newer ones if there are any by then. */
    void write(List<AccountLimits> limits) {
        if (file.isPresent() && next.getAndSet(Optional.of(limits)).isEmpty()) {
            LimitsFile target = file.get();
            thread.execute(() -> writeNext(target));
        }
    }

    private void writeNext(LimitsFile target) {
        Optional<List<AccountLimits>> limits = next.getAndSet(Optional.empty());
        if (limits.isEmpty()) {
            return;
        }
        try {
            target.write(limits.get());
            failureLogged = false;
        } catch (IOException e) {
            if (!failureLogged) {
                LOG.warnf("limits are not kept after a restart: %s", IoErrorMessage.withFile(e));
                failureLogged = true;
            }
        }
    }

    /** Waits until everything is written, but not longer than a second. */
    void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_WRITE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the last limits are not written: the home directory does not respond");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
