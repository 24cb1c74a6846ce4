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
 * The sockets on which the daemon listens, each with a thread: normally one; two if the file of the socket that systemd
 * passed has been removed, because messages may still be in that socket's queue. Used only on the loop's thread once
 * the loop runs.
 */
final class ListeningSockets implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ListeningSockets.class);

    private final Settings settings;
    private final Libc libc;
    private final UnixSocket.Provider provider;
    private final EventQueue queue;
    /** The newest is the first. */
    private final Deque<Listening> sockets = new ArrayDeque<>();

    private boolean ended;

    private record Listening(BoundSocket bound, DaemonSocket socket) {}

    ListeningSockets(Settings settings, Libc libc, UnixSocket.Provider provider, EventQueue queue) {
        this.settings = settings;
        this.libc = libc;
        this.provider = provider;
        this.queue = queue;
    }

    /** Starts to listen on a socket, which is closed with this object. */
    void add(BoundSocket bound) {
        listen(bound);
    }

    private Listening listen(BoundSocket bound) {
        Listening listening = new Listening(bound, new DaemonSocket(bound.socket(), libc));
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
     * Binds a new socket if the newest one can no longer be reached at its path, unless {@link #receiveLast} has
     * removed it.
     *
     * @param handler handles what the replaced socket has received
     * @return whether a new socket was bound
     */
    boolean restoreIfMissing(Consumer<LoopEvent> handler) throws DaemonException, IOException {
        Listening newest = sockets.getFirst();
        if (ended || newest.bound().isReachable(settings.socket(), libc)) {
            return false;
        }
        BoundSocket bound = BoundSocket.bindTemporary(provider, settings.socket(), libc.getpid());
        Listening restored = listen(bound);
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
            receiveAll(newest, handler);
            close(newest);
        }
        return true;
    }

    /**
     * Removes the daemon's own sockets from their path, passes on what they have received, and closes them. The socket
     * that systemd passed keeps its messages for the next daemon.
     */
    void receiveLast(Consumer<LoopEvent> handler) {
        ended = true;
        for (Listening listening : sockets) {
            if (!listening.bound().isInherited()) {
                listening.bound().unlink();
                receiveAll(listening, handler);
            }
        }
        close();
    }

    private static void receiveAll(Listening listening, Consumer<LoopEvent> handler) {
        Optional<LoopEvent.Datagram> message = listening.socket().receive(SystemClock::now);
        while (message.isPresent()) {
            handler.accept(message.get());
            message = listening.socket().receive(SystemClock::now);
        }
    }

    /** Closes the daemon's own sockets. After a reload, the next daemon in this process needs the one from systemd. */
    @Override
    public void close() {
        for (Listening listening : sockets) {
            if (!listening.bound().isInherited()) {
                close(listening);
            }
        }
    }

    private static void close(Listening listening) {
        listening.socket().close();
        listening.bound().close();
    }
}
