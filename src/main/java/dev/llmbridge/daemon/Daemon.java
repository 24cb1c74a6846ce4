package dev.llmbridge.daemon;

import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.posix.IoErrorMessage;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.protocol.SystemClock;
import dev.llmbridge.session.SessionTable;
import dev.llmbridge.store.FileLocks;
import dev.llmbridge.store.FileLocks.FileLock;
import dev.llmbridge.store.SessionFiles;
import dev.llmbridge.store.StateFile;
import dev.llmbridge.store.UnwritableDirectoryException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.graalvm.nativeimage.ImageInfo;
import org.jboss.logging.Logger;

/**
 * Runs the daemon from start to shutdown. While no daemon is running, hooks do its work themselves; the daemon
 * acquires its locks and its socket in an order that loses none of their messages. It then listens until it is told to
 * stop.
 */
@Singleton
public final class Daemon {
    private static final Logger LOG = Logger.getLogger(Daemon.class);
    private static final Duration SESSIONS_LOCK_TIMEOUT = Duration.ofSeconds(2);
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final Settings settings;
    private final Libc libc;
    private final SystemdEnvironment systemd;
    private final TrustedFiles trusted;
    private final FileLocks locks;
    private final SessionFiles files;
    private final StateFile stateFile;
    private final EventDispatcherFactory dispatchers;
    private final ClientDirectoryWatch clients;
    private final SpoolWatch spool;
    private final ExitWatch exits;
    private final WaybarNotifier bars;
    private final BarWatch barWatch;
    private final LimitsWriter limits;
    private final Heartbeat heartbeat;
    private final RuntimeFiles runtimeFiles;
    private final ShutdownHook shutdownHook;
    private final ConfigurationReload reload;
    private boolean inMemory;

    /** What the daemon needs from those parts of the program that it does not know. */
    public interface Host {
        /** Reads the settings again, and finds what is wrong with their values. */
        SettingsReader.SettingsResult readSettings();

        /**
         * Applies what is in the spool to the session files; called when the locks are released. The thread may be
         * interrupted.
         */
        void applySpooled();
    }

    @Inject
    Daemon(
            Settings settings,
            Libc libc,
            SystemdEnvironment systemd,
            TrustedFiles trusted,
            FileLocks locks,
            SessionFiles files,
            StateFile stateFile,
            EventDispatcherFactory dispatchers,
            ClientDirectoryWatch clients,
            SpoolWatch spool,
            ExitWatch exits,
            WaybarNotifier bars,
            BarWatch barWatch,
            LimitsWriter limits,
            Heartbeat heartbeat,
            RuntimeFiles runtimeFiles,
            ShutdownHook shutdownHook,
            ConfigurationReload reload) {
        this.settings = settings;
        this.libc = libc;
        this.systemd = systemd;
        this.trusted = trusted;
        this.locks = locks;
        this.files = files;
        this.stateFile = stateFile;
        this.dispatchers = dispatchers;
        this.clients = clients;
        this.spool = spool;
        this.exits = exits;
        this.bars = bars;
        this.barWatch = barWatch;
        this.limits = limits;
        this.heartbeat = heartbeat;
        this.runtimeFiles = runtimeFiles;
        this.shutdownHook = shutdownHook;
        this.reload = reload;
    }

    /**
     * Runs until SIGTERM or SIGINT, which end the process with exit code 0. After SIGHUP, the program starts again in
     * the same process.
     *
     * @throws DaemonException if it cannot start or its socket fails; the message gives the reason in one line
     */
    public void run(Host host) throws DaemonException {
        requireRuntimeDirectory();
        requireOwnFiles();
        createSessionsDirectory();
        boolean reloading;
        EventQueue queue = new EventQueue();
        try (var lock = acquireDaemonLock()) {
            UnixSocket.Provider provider = socketProvider();
            try (var sockets = new ListeningSockets(settings, libc, provider, queue)) {
                reloading = serve(lock, sockets, queue, takeOver(provider, sockets), host);
            }
        } catch (IOException e) {
            throw new DaemonException("the daemon failed", e);
        }
        host.applySpooled();
        shutdownHook.resourcesReleased();
        if (reloading && !shutdownHook.isShuttingDown()) {
            reload.restart();
        }
    }

    private void requireRuntimeDirectory() throws DaemonException {
        var missing = settings.missingDirectory();
        if (missing.isPresent()) {
            throw new DaemonException(missing.get() + " does not exist; is XDG_RUNTIME_DIR set correctly?");
        }
    }

    /**
     * Root must not take over the runtime directory of the user who called sudo, and a user must not work with root's
     * files.
     */
    private void requireOwnFiles() throws DaemonException {
        var foreignDirectory = settings.foreignDirectory(libc.getuid());
        if (foreignDirectory.isPresent()) {
            throw new DaemonException(foreignDirectory.get() + " belongs to another user; run the daemon as that user");
        }
        for (Path file : List.of(settings.sessionsDir(), settings.daemonLock(), settings.sessionsLock())) {
            var foreign = trusted.describeForeignOwner(file);
            if (foreign.isPresent()) {
                throw new DaemonException(foreign.get());
            }
        }
    }

    private void createSessionsDirectory() throws DaemonException {
        String failed = "cannot use the directory for session files";
        try {
            files.createDirectory();
        } catch (IOException e) {
            if (Files.exists(settings.sessionsDir(), LinkOption.NOFOLLOW_LINKS)) {
                throw new DaemonException(failed, e);
            }
            continueInMemory(failed, e);
        }
    }

    /**
     * Continues although the runtime directory is read-only or full, if systemd has passed the socket: it needs no
     * file, and systemd runs only one daemon. What cannot be written now is written once that is possible.
     */
    private void continueInMemory(String failed, IOException cause) throws DaemonException {
        if (!systemd.passedSocket()) {
            throw new DaemonException(failed, cause);
        }
        if (!inMemory) {
            LOG.warnf("sessions are kept in memory for now: %s", IoErrorMessage.withFile(cause));
            inMemory = true;
        }
    }

    private Optional<FileLock> acquire(Path file, Duration timeout) throws DaemonException {
        String failed = "cannot lock " + file;
        try {
            return locks.acquire(file, timeout);
        } catch (UnwritableDirectoryException e) {
            continueInMemory(failed, e);
            return Optional.of(locks.acquireLater(file));
        } catch (IOException e) {
            throw new DaemonException(failed, e);
        }
    }

    private FileLock acquireDaemonLock() throws DaemonException {
        Path file = settings.daemonLock();
        var lock = acquire(file, Duration.ZERO);
        if (lock.isPresent()) {
            return lock.get();
        }
        OptionalInt holder = locks.holder(file);
        throw new DaemonException(
                "a daemon is already running" + (holder.isPresent() ? ", with pid " + holder.getAsInt() : ""));
    }

    private UnixSocket.Provider socketProvider() throws DaemonException {
        if (ImageInfo.inImageCode()) {
            return LibcSocket.provider(libc);
        }
        return JunixSocket.provider(
                settings.sessionsDir(), Path.of(System.getProperty("java.io.tmpdir")), SHARED_MEMORY);
    }

    /** Hooks that do the daemon's work hold the same lock, so all of them have finished before the files are read. */
    private SessionTable takeOver(UnixSocket.Provider provider, ListeningSockets sockets)
            throws DaemonException, IOException {
        BoundSocket bound = systemd.passedSocket()
                ? BoundSocket.inherited(provider)
                : BoundSocket.bindTemporary(provider, settings.socket(), libc.getpid());
        if (!bound.isInherited()) {
            sockets.add(bound);
        }
        var lock = acquire(settings.sessionsLock(), SESSIONS_LOCK_TIMEOUT);
        if (lock.isEmpty()) {
            throw new DaemonException(settings.sessionsLock() + " is still locked");
        }
        try (var _ = lock.get()) {
            bound.moveTo(settings.socket(), libc);
            tryToRemoveLeftovers();
            SessionTable sessions = new SessionTable(files.readAll());
            reportNewerFiles();
            if (bound.isInherited()) {
                // Not earlier: if this daemon cannot start, the next one must receive what is in systemd's socket.
                sockets.add(bound);
            }
            return sessions;
        }
    }

    private void reportNewerFiles() {
        int count = files.newerFiles().size();
        if (count > 0) {
            LOG.warnf(
                    "ignored session files in %s that a newer version wrote (%d);"
                            + " run 'waybar-llm-bridge doctor' for details",
                    settings.sessionsDir(), count);
        }
    }

    /** A directory may be shared or read-only, so the daemon starts even if this fails. */
    private void tryToRemoveLeftovers() {
        try {
            files.removeLeftovers();
            SocketLibrary.removeLeftovers(settings.sessionsDir());
            BoundSocket.removeLeftovers(settings.socket(), libc);
            stateFile.removeLeftovers();
        } catch (IOException e) {
            LOG.debugf("cannot remove leftovers: %s", IoErrorMessage.withFile(e));
        }
    }

    /** Returns whether the program is to start again. */
    private boolean serve(FileLock lock, ListeningSockets sockets, EventQueue queue, SessionTable sessions, Host host)
            throws DaemonException, IOException {
        EventDispatcher dispatcher = dispatchers.create(sessions, sockets::answer);
        EventLoop loop = new EventLoop(queue, withSystemdNotifier(dispatcher), SystemClock::now);
        shutdownHook.register(loop);
        exits.start(queue::put, SystemClock::now);
        spool.readAll(loop::handle, SystemClock.now());
        dispatcher.begin(clients.readAll(), SystemClock.now());
        loop.setLastMessages(handler -> {
            sockets.drainAndClose(handler);
            spool.readAll(handler, SystemClock.now());
        });
        heartbeat.drive(queue);
        clients.start(queue::put, SystemClock::now);
        barWatch.start(queue::put, SystemClock::now);
        spool.start(queue::putUnlessReceptionEnded, SystemClock::now);
        sockets.restoreIfMissing(loop::handle);
        runtimeFiles.guard(lock, sockets, loop, () -> adoptStored(dispatcher));
        reload.register(queue, host::readSettings);
        LOG.infof(
                "listening on %s, sessions: %s",
                settings.socket(), sessions.all().size());
        loop.run();
        limits.close();
        if (loop.hasFailed()) {
            throw new IOException("it cannot continue");
        }
        return loop.isReloading();
    }

    /** A hook may still be writing. */
    private void adoptStored(EventDispatcher dispatcher) throws IOException {
        var lock = locks.acquire(settings.sessionsLock(), SESSIONS_LOCK_TIMEOUT);
        try {
            dispatcher.adopt(files.readAll(), SystemClock.now());
        } finally {
            lock.ifPresent(FileLock::close);
        }
    }

    private EventLoop.Handler withSystemdNotifier(EventDispatcher dispatcher) {
        var address = systemd.notifySocket();
        if (address.isEmpty()) {
            return dispatcher;
        }
        return new SystemdNotifier(
                dispatcher,
                () -> new SystemdNotifier.ServiceStatus(dispatcher.sessionCount(), bars.barCount()),
                new NotifySocket(libc, address.get()),
                systemd.watchdog());
    }
}
