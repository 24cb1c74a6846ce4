package dev.llmbridge.daemon;

import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.protocol.SystemClock;
import dev.llmbridge.session.SessionTable;
import dev.llmbridge.store.FileLock;
import dev.llmbridge.store.FileLocks;
import dev.llmbridge.store.SessionFiles;
import dev.llmbridge.store.StateFile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/**
 * The daemon from start to end. It takes its locks and its socket in an order that leaves no gap after the clients that
 * did its work without a daemon, and then listens until it is asked to stop.
 */
@Singleton
public final class Daemon {
    private static final Logger LOG = Logger.getLogger(Daemon.class);
    private static final String LIBRARY_FOLDER = "org.newsclub.net.unix.library.tmpdir";
    private static final Duration SESSIONS_LOCK_PATIENCE = Duration.ofSeconds(2);

    private final Settings settings;
    private final Libc libc;
    private final SystemdEnvironment systemd;
    private final FileLocks locks;
    private final SessionFiles files;
    private final EventDispatcherFactory dispatchers;
    private final ClientFolders clients;
    private final LoggingWaybarNotifier bars;
    private final Heartbeat heartbeat;
    private final ShutdownHook shutdownHook;

    @Inject
    Daemon(
            Settings settings,
            Libc libc,
            SystemdEnvironment systemd,
            FileLocks locks,
            SessionFiles files,
            EventDispatcherFactory dispatchers,
            ClientFolders clients,
            LoggingWaybarNotifier bars,
            Heartbeat heartbeat,
            ShutdownHook shutdownHook) {
        this.settings = settings;
        this.libc = libc;
        this.systemd = systemd;
        this.locks = locks;
        this.files = files;
        this.dispatchers = dispatchers;
        this.clients = clients;
        this.bars = bars;
        this.heartbeat = heartbeat;
        this.shutdownHook = shutdownHook;
    }

    /**
     * Runs until SIGTERM or SIGINT, which end the process with exit code 0.
     *
     * @throws DaemonStartException if it cannot start; the message gives the reason in one line
     */
    public void run() throws DaemonStartException {
        refuseWithoutFolder();
        makeSessionsFolder();
        try (var _ = lifeLock();
                BoundSocket bound = bind();
                DaemonSocket socket = new DaemonSocket(bound.channel(), libc)) {
            serve(socket, takeOver(bound));
        } catch (IOException e) {
            throw new DaemonStartException("cannot listen: " + e.getMessage(), e);
        }
        shutdownHook.released();
    }

    private void refuseWithoutFolder() throws DaemonStartException {
        var missing = settings.missingFolder();
        if (missing.isPresent()) {
            throw new DaemonStartException(missing.get() + " does not exist; is XDG_RUNTIME_DIR right?");
        }
    }

    private void makeSessionsFolder() throws DaemonStartException {
        try {
            files.makeFolder();
        } catch (IOException e) {
            throw new DaemonStartException("cannot make " + settings.sessionsDir() + ": " + e.getMessage(), e);
        }
        // The socket library unpacks its native part before loading it: into a folder that only this user can write to.
        System.setProperty(LIBRARY_FOLDER, settings.sessionsDir().toString());
    }

    private FileLock lifeLock() throws DaemonStartException {
        Path place = settings.lifeLock();
        try {
            var lock = locks.acquire(place, Duration.ZERO);
            if (lock.isPresent()) {
                return lock.get();
            }
        } catch (IOException e) {
            throw new DaemonStartException("cannot lock " + place + ": " + e.getMessage(), e);
        }
        OptionalInt holder = locks.holder(place);
        throw new DaemonStartException(
                "a daemon is already running" + (holder.isPresent() ? ", with pid " + holder.getAsInt() : ""));
    }

    private BoundSocket bind() throws DaemonStartException {
        return systemd.offersSocket() ? BoundSocket.inherited() : BoundSocket.besides(settings.socket(), libc.getpid());
    }

    /** Clients without a daemon work under the same lock, so the last of them has finished when the files are read. */
    private SessionTable takeOver(BoundSocket bound) throws DaemonStartException, IOException {
        var lock = locks.acquire(settings.sessionsLock(), SESSIONS_LOCK_PATIENCE);
        if (lock.isEmpty()) {
            throw new DaemonStartException(settings.sessionsLock() + " is still locked");
        }
        try (var _ = lock.get()) {
            bound.moveTo(settings.socket(), libc);
            files.removeLeftovers();
            removeOtherLeftovers();
            return new SessionTable(files.readAll());
        }
    }

    /** A leftover that cannot be removed, e.g. in a shared folder, does not keep the daemon from starting. */
    private void removeOtherLeftovers() {
        try {
            BoundSocket.removeLeftovers(settings.socket(), libc);
            new StateFile(settings.stateFile()).removeLeftovers();
        } catch (IOException e) {
            LOG.debugf("cannot remove leftovers: %s", e.getMessage());
        }
    }

    private void serve(DaemonSocket socket, SessionTable sessions) throws IOException {
        EventDispatcher dispatcher = dispatchers.create(sessions, socket::answer);
        EventLoop loop = new EventLoop(notifying(dispatcher), SystemClock::now);
        shutdownHook.stops(loop);
        dispatcher.begin(clients.readAll(), SystemClock.now());
        heartbeat.drive(loop);
        clients.watch(loop, SystemClock::now);
        Thread.ofPlatform().name("listener").daemon().start(new DatagramListener(socket, loop, SystemClock::now));
        LOG.infof(
                "listening on %s, %s session(s)",
                settings.socket(), sessions.all().size());
        loop.run();
        if (loop.lostSocket()) {
            throw new IOException("the socket was lost");
        }
    }

    private EventLoop.Handler notifying(EventDispatcher dispatcher) {
        var address = systemd.notifySocket();
        if (address.isEmpty()) {
            return dispatcher;
        }
        return new SystemdNotifier(
                dispatcher,
                () -> new ServiceStatus(dispatcher.sessionCount(), bars.known()),
                new NotifySocket(libc, address.get()),
                systemd.watchdog());
    }
}
