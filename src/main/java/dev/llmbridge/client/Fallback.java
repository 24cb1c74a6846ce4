package dev.llmbridge.client;

import dev.llmbridge.agent.claude.HookReader;
import dev.llmbridge.agent.claude.MessageTranslator;
import dev.llmbridge.config.Settings;
import dev.llmbridge.display.BarRenderer;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.preisolate.HandOver;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.MessageCodec;
import dev.llmbridge.protocol.SystemClock;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.SessionTable;
import dev.llmbridge.session.Timestamp;
import dev.llmbridge.store.FileLocks;
import dev.llmbridge.store.FileLocks.FileLock;
import dev.llmbridge.store.SessionFiles;
import dev.llmbridge.store.Spool;
import dev.llmbridge.store.StateFile;
import dev.llmbridge.store.StateWriter;
import dev.llmbridge.waybar.WaybarSignaller;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.graalvm.nativeimage.ImageInfo;

/**
 * Applies one message to the session files if no daemon is running. It holds the lock that a starting daemon also
 * acquires, so that no message is lost between the two.
 */
final class Fallback {
    /**
     * How long to wait for the lock if the message cannot be added to the spool. A JVM takes about a hundred times as
     * long to do its work, because it loads classes meanwhile.
     */
    private static final Duration LOCK_TIMEOUT =
            ImageInfo.inImageCode() ? Duration.ofMillis(500) : Duration.ofSeconds(10);

    /** How long a hook of the JVM build, which waits for that, may apply other processes' messages. */
    private static final Duration SPOOL_TIMEOUT = Duration.ofSeconds(10);

    private final Libc libc;
    private final Settings settings;
    private final TrustedFiles trusted;
    private final SessionFiles files;
    private final FileLocks locks;
    private final Spool spool;
    private final SpooledDelivery spooling;

    Fallback(Libc libc, Settings settings) {
        this.libc = libc;
        this.settings = settings;
        this.trusted = TrustedFiles.of(libc, settings.runtimeFolder());
        this.files = new SessionFiles(settings.sessionsDir(), BootClock.system(libc), trusted);
        this.locks = new FileLocks(libc, trusted.users());
        this.spool = new Spool(settings.spool(), trusted);
        this.spooling = new SpooledDelivery(spool, libc.getpid());
    }

    /**
     * Reads the sessions, applies the messages in the spool and this one, writes the files and signals Waybar. While
     * another process does so, adds the message to the spool instead: that process looks there once more before it
     * exits. A daemon that runs but cannot be reached, e.g. because its socket was removed, watches the spool.
     *
     * @param sendAgain retries sending, as a daemon may have started meanwhile; returns whether the message was sent
     * @return whether the message was applied, sent, or added to the spool
     */
    boolean apply(Message message, BooleanSupplier sendAgain) {
        if (settings.missingFolder().isPresent()
                || settings.foreignFolder(libc.getuid()).isPresent()) {
            return false;
        }
        try {
            if (hasDaemon() && spooling.add(message)) {
                return leftToDaemon();
            }
            files.createFolder();
            Optional<FileLock> lock = acquire(Duration.ZERO);
            boolean spooled = lock.isEmpty() && spooling.add(message);
            if (lock.isEmpty() && !spooled) {
                lock = acquire(LOCK_TIMEOUT);
            }
            if (lock.isPresent()) {
                applyUnder(lock.get(), Optional.of(message), sendAgain);
            } else if (!spooled) {
                return sendAgain.getAsBoolean();
            }
            if (ImageInfo.inImageCode()) {
                HandOver.reportDelivery();
            }
            applySpooled();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The daemon may have ended before it saw the message. */
    private boolean leftToDaemon() throws IOException {
        if (!hasDaemon()) {
            applySpooled();
        }
        return true;
    }

    private boolean hasDaemon() {
        return locks.holder(settings.daemonLock()).isPresent();
    }

    /**
     * Applies what other processes have added to the spool because this one held a lock. They do not look again, so
     * this continues until the spool is empty, unless another process or a daemon takes over or nothing can be removed.
     */
    void applySpooled() throws IOException {
        long deadline = System.nanoTime() + SPOOL_TIMEOUT.toNanos();
        boolean removed = true;
        while (removed && spool.hasMessages() && (ImageInfo.inImageCode() || System.nanoTime() - deadline < 0)) {
            Optional<FileLock> lock = acquire(Duration.ZERO);
            removed = lock.isPresent() && applyUnder(lock.get(), Optional.empty(), this::hasDaemon);
        }
    }

    private Optional<FileLock> acquire(Duration timeout) throws IOException {
        return locks.acquire(settings.sessionsLock(), timeout);
    }

    /** Returns whether a message was removed from the spool. */
    private boolean applyUnder(FileLock lock, Optional<Message> message, BooleanSupplier leftToDaemon)
            throws IOException {
        try (lock) {
            return !leftToDaemon.getAsBoolean() && applyTo(message);
        }
    }

    private boolean applyTo(Optional<Message> message) throws IOException {
        Timestamp now = SystemClock.now();
        ProcFs proc = new ProcFs();
        SessionTable sessions = new SessionTable(files.readAll());
        WaybarSignaller bars = new WaybarSignaller(libc, proc, settings.signal());
        StateWriter writer = new StateWriter(
                files, new StateFile(settings.stateFile(), trusted), () -> bars.signal(now.monotonic()));
        writer.add(sessions.expire(now.wall(), settings.expiry()));
        MessageTranslator translator = translator(proc);
        List<Spool.SpooledMessage> spooled = spool.readAll(now.monotonic());
        for (Message next : inOrder(spooled, message)) {
            try {
                translator.read(next, now).forEach(event -> writer.add(sessions.apply(event)));
            } catch (RuntimeException e) {
                // A message that cannot be applied must not keep the others from being applied.
            }
        }
        writer.store(sessions);
        boolean removed = false;
        for (Spool.SpooledMessage one : spooled) {
            removed |= spool.remove(one);
        }
        Overview overview = settings.overview(sessions.all(), now.wall());
        writer.show(BarRenderer.render(overview, RenderOptions.of(settings), now.wall())
                .toJson());
        return removed;
    }

    /** Returns all messages in the order of their stamps; one without a stamp is the newest. */
    private static List<Message> inOrder(List<Spool.SpooledMessage> spooled, Optional<Message> own) {
        long stamp = own.isPresent() && own.get() instanceof Message.Hook hook ? hook.stamp() : Long.MAX_VALUE;
        List<Message> ordered = new ArrayList<>();
        int older = 0;
        for (Spool.SpooledMessage one : spooled) {
            Optional<Message> message = MessageCodec.decode(one.datagram());
            if (message.isPresent()) {
                ordered.add(message.get());
                older += one.stamp() < stamp ? 1 : 0;
            }
        }
        if (own.isPresent()) {
            ordered.add(older, own.get());
        }
        return ordered;
    }

    private MessageTranslator translator(ProcFs proc) {
        return new MessageTranslator(
                new HookReader(settings.detail()),
                pid -> proc.startTimeIfOwnedBy(pid, libc.getuid()).orElse(0));
    }
}
