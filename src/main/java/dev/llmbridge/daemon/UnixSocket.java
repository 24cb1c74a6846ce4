package dev.llmbridge.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A bound Unix datagram socket. There is one implementation for the native image, which must not load libraries at run
 * time, and one for the JVM.
 */
interface UnixSocket extends AutoCloseable {
    /** Creates sockets that are closed on exec, except for inherited ones. */
    interface Provider {
        /**
         * Creates a socket and binds it.
         *
         * @throws IOException if there is a file at this path, or if the directory is missing or not writable
         */
        UnixSocket bind(Path path) throws IOException;

        /**
         * Takes over a descriptor that was open when this process started.
         *
         * @throws IOException if it is not a Unix datagram socket
         */
        UnixSocket inherit(int descriptor) throws IOException;
    }

    /** The file descriptor; do not use it after {@link #close}. */
    int descriptor();

    /** The path to which the socket was bound; empty if it was bound to an abstract name or not at all. */
    Optional<Path> path() throws IOException;

    boolean isOpen();

    /**
     * Blocks until a datagram can be received or another thread closes the socket.
     *
     * @throws IOException if the socket has failed
     */
    void awaitDatagram() throws IOException;

    /** Closes the socket, but does not remove its file. Does nothing if it is closed already. */
    @Override
    void close();
}
