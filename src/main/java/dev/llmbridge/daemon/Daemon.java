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
 * The daemon's life: its locks and its socket in the order that leaves no gap to the clients which did its work while
 * it was away, then listening until it is told to stop.
 */
@Singleton
public final class Daemon {
    private static final Logger LOG = Logger.getLogger(Daemon.class);
    private static final String LIBRARY_FOLDER = "org.newsclub.net.unix.library.tmpdir";
    private static final Duration SESSIONS_LOCK_PATIENCE = Duration.ofSeconds(2);

    private final Settings settings;
    private final Libc libc;
    private final SystemdEnvironment inheritance;
    private final FileLocks locks;
    private final SessionFiles files;
    private final EventDispatcherFactory dispatchers;
    private final ClientFolders clients;
    private final LoggingWaybarNotifier bars;
    private final Heartbeat heartbeat;
    private final ShutdownHook termination;

    @Inject
    Daemon(
            Settings settings,
            Libc libc,
            SystemdEnvironment inheritance,
            FileLocks locks,
            SessionFiles files,
            EventDispatcherFactory dispatchers,
            ClientFolders clients,
            LoggingWaybarNotifier bars,
            Heartbeat heartbeat,
            ShutdownHook termination) {
        this.settings = settings;
        this.libc = libc;
        this.inheritance = inheritance;
        this.locks = locks;
        this.files = files;
        this.dispatchers = dispatchers;
        this.clients = clients;
        this.bars = bars;
        this.heartbeat = heartbeat;
        this.termination = termination;
    }

    /**
     * Runs until SIGTERM or SIGINT, which end the process from here with exit code 0.
     *
     * @throws DaemonStartException where it cannot start, with the reason in one line
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
        termination.released();
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
        // The socket library unpacks itself before it is loaded: where nobody else can write.
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
                "a daemon runs already" + (holder.isPresent() ? ", with pid " + holder.getAsInt() : ""));
    }

    private BoundSocket bind() throws DaemonStartException {
        return inheritance.offersSocket()
                ? BoundSocket.inherited()
                : BoundSocket.besides(settings.socket(), libc.getpid());
    }

    /** Clients without a daemon hold the same lock for their work: their last one is done when the files are read. */
    private SessionTable takeOver(BoundSocket bound) throws DaemonStartException, IOException {
        var lock = locks.acquire(settings.sessionsLock(), SESSIONS_LOCK_PATIENCE);
        if (lock.isEmpty()) {
            throw new DaemonStartException(settings.sessionsLock() + " stays locked");
        }
        try (var _ = lock.get()) {
            bound.moveTo(settings.socket(), libc);
            files.removeLeftovers();
            removeOtherLeftovers();
            return new SessionTable(files.readAll());
        }
    }

    /** The folders of the socket and of the state file may be others' too, where not everything can be removed: no reason not to start. */
    private void removeOtherLeftovers() {
        try {
            BoundSocket.removeLeftovers(settings.socket(), libc);
            new StateFile(settings.stateFile()).removeLeftovers();
        } catch (IOException e) {
            LOG.debugf("leftovers stay: %s", e.getMessage());
        }
    }

    private void serve(DaemonSocket socket, SessionTable sessions) throws IOException {
        EventDispatcher dispatcher = dispatchers.create(sessions, socket::answer);
        EventLoop loop = new EventLoop(supervised(dispatcher), SystemClock::now);
        termination.stops(loop);
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

    private EventLoop.Handler supervised(EventDispatcher dispatcher) {
        var address = inheritance.notifySocket();
        if (address.isEmpty()) {
            return dispatcher;
        }
        return new SystemdNotifier(
                dispatcher,
                () -> new ServiceStatus(dispatcher.sessionCount(), bars.known()),
                new NotifySocket(libc, address.get()),
                inheritance.watchdog());
    }
}
