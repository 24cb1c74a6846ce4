package dev.llmbridge.client;

import dev.llmbridge.agent.claude.HookReader;
import dev.llmbridge.agent.claude.MessageTranslator;
import dev.llmbridge.config.Settings;
import dev.llmbridge.display.BarRenderer;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.posix.BootId;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.SystemClock;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionTable;
import dev.llmbridge.session.Timestamp;
import dev.llmbridge.store.FileLocks;
import dev.llmbridge.store.FileLocks.FileLock;
import dev.llmbridge.store.SessionFiles;
import dev.llmbridge.store.StateFile;
import dev.llmbridge.store.StateWriter;
import dev.llmbridge.waybar.WaybarSignaller;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.graalvm.nativeimage.ImageInfo;

/**
 * Applies one message to the session files if no daemon is running. It holds the lock that a starting daemon also
 * acquires, so that no message is lost between the two.
 */
final class Fallback {
    /**
     * Long enough for a burst of hooks to take turns. A JVM holds the lock about a hundred times as long, because it
     * loads classes meanwhile.
     */
    private static final Duration LOCK_TIMEOUT =
            ImageInfo.inImageCode() ? Duration.ofMillis(500) : Duration.ofSeconds(10);

    private final Libc libc;
    private final Settings settings;
    private final TrustedFiles trusted;

    Fallback(Libc libc, Settings settings) {
        this.libc = libc;
        this.settings = settings;
        this.trusted = TrustedFiles.of(libc, settings.runtimeFolder());
    }

    /**
     * Reads the sessions, applies the message, writes the files and signals Waybar.
     *
     * @param sendAgain retries sending, as a daemon may have started meanwhile; returns whether the message was sent
     * @return whether the message was applied or sent
     */
    boolean apply(Message message, BooleanSupplier sendAgain) {
        if (settings.missingFolder().isPresent()
                || settings.foreignFolder(libc.getuid()).isPresent()) {
            return false;
        }
        SessionFiles files = new SessionFiles(settings.sessionsDir(), BootId.read(), trusted);
        try {
            files.createFolder();
            Optional<FileLock> lock =
                    new FileLocks(libc, trusted.users()).acquire(settings.sessionsLock(), LOCK_TIMEOUT);
            return lock.isPresent() ? applyUnder(lock.get(), message, sendAgain, files) : sendAgain.getAsBoolean();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean applyUnder(FileLock lock, Message message, BooleanSupplier sendAgain, SessionFiles files)
            throws IOException {
        try (lock) {
            if (!sendAgain.getAsBoolean()) {
                applyTo(files, message);
            }
        }
        return true;
    }

    private void applyTo(SessionFiles files, Message message) throws IOException {
        Timestamp now = SystemClock.now();
        ProcFs proc = new ProcFs();
        SessionTable sessions = new SessionTable(files.readAll());
        WaybarSignaller bars = new WaybarSignaller(libc, proc, settings.signal());
        StateWriter writer = new StateWriter(
                files, new StateFile(settings.stateFile(), trusted), () -> bars.signal(now.monotonic()));
        writer.add(sessions.expire(now.wall(), settings.expiry()));
        for (SessionEvent event : translator(proc).read(message, now)) {
            writer.add(sessions.apply(event));
        }
        writer.store(sessions);
        Overview overview = settings.overview(sessions.all(), now.wall());
        writer.show(BarRenderer.render(overview, RenderOptions.of(settings), now.wall())
                .toJson());
    }

    private MessageTranslator translator(ProcFs proc) {
        return new MessageTranslator(new HookReader(settings.detail()), pid -> proc.ownStartTime(pid, libc.getuid())
                .orElse(0));
    }
}
