package dev.llmbridge.daemon;

import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.PeerAddress;
import dev.llmbridge.protocol.SystemClock;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The sockets on which the daemon listens, each read by its own thread. There is normally one. If the file of the
 * socket that systemd passed is removed, the daemon binds a second socket and keeps the first, because its queue may
 * still contain messages. Used only on the loop's thread once the loop runs.
 */
final class ListeningSockets implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ListeningSockets.class);

    private final Settings settings;
    private final Libc libc;
    private final UnixSocket.Provider provider;
    private final EventQueue queue;
    /** The newest is the first. */
    private final Deque<ListeningSocket> sockets = new ArrayDeque<>();

    private boolean closed;

    private record ListeningSocket(BoundSocket bound, DaemonSocket socket) {}

    ListeningSockets(Settings settings, Libc libc, UnixSocket.Provider provider, EventQueue queue) {
        this.settings = settings;
        this.libc = libc;
        this.provider = provider;
        this.queue = queue;
    }

    /** Starts listening on a socket. {@link #close} closes it unless systemd passed it. */
    void add(BoundSocket bound) {
        listen(bound);
    }

    private ListeningSocket listen(BoundSocket bound) {
        ListeningSocket listening = new ListeningSocket(bound, new DaemonSocket(bound.socket(), libc));
        sockets.addFirst(listening);
        Thread.ofPlatform()
                .name("listener")
                .daemon()
                .start(new DatagramListener(listening.socket(), queue, SystemClock::now));
        return listening;
    }

    /** Sends an answer without blocking. */
    void answer(Supplier<byte[]> answer, PeerAddress to) {
        sockets.getFirst().socket().answer(answer, to);
    }

    /**
     * Binds a new socket if the newest one can no longer be reached at its path, unless {@link #drainAndClose} has
     * removed it.
     *
     * @param handler handles what the replaced socket has received
     * @return whether a new socket was bound
     */
    boolean restoreIfMissing(Consumer<LoopEvent> handler) throws DaemonException, IOException {
        ListeningSocket newest = sockets.getFirst();
        if (closed || newest.bound().isReachable(settings.socket(), libc)) {
            return false;
        }
        BoundSocket bound = BoundSocket.bindTemporary(provider, settings.socket(), libc.getpid());
        ListeningSocket restored = listen(bound);
        try {
            bound.moveTo(settings.socket(), libc);
        } catch (DaemonException e) {
            sockets.remove(restored);
            close(restored);
            throw e;
        }
        LOG.warnf("%s was missing and has been created again", settings.socket());
        if (!newest.bound().isInherited()) {
            sockets.remove(newest);
            drain(newest, handler);
            close(newest);
        }
        return true;
    }

    /**
     * Removes the daemon's own sockets from their path, passes on what they have received, and closes them. The socket
     * that systemd passed keeps its messages for the next daemon.
     */
    void drainAndClose(Consumer<LoopEvent> handler) {
        closed = true;
        for (ListeningSocket listening : sockets) {
            if (!listening.bound().isInherited()) {
                listening.bound().unlink();
                drain(listening, handler);
            }
        }
        close();
    }

    private static void drain(ListeningSocket listening, Consumer<LoopEvent> handler) {
        Optional<LoopEvent.Datagram> message = listening.socket().receive(SystemClock::now);
        while (message.isPresent()) {
            handler.accept(message.get());
            message = listening.socket().receive(SystemClock::now);
        }
    }

    /** Closes the daemon's own sockets. After a reload, the next daemon in this process needs the one from systemd. */
    @Override
    public void close() {
        for (ListeningSocket listening : sockets) {
            if (!listening.bound().isInherited()) {
                close(listening);
            }
        }
    }

    private static void close(ListeningSocket listening) {
        listening.socket().close();
        listening.bound().close();
    }
}
