package dev.llmbridge.client;

import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.MessageCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Sends queries to the daemon and waits for its answers. */
public final class DaemonClient {
    private final DatagramClient client;
    private final Path socket;
    private final Duration timeout;

    /**
     * Creates a client; nothing is sent yet.
     *
     * @param timeout for sending a query and waiting for its answer together
     */
    public DaemonClient(Libc libc, Path socket, Duration timeout) {
        this.client = new DatagramClient(libc);
        this.socket = socket;
        this.timeout = timeout;
    }

    /** Returns the daemon's answer, whose format depends on the query; empty if there is no daemon or it is too slow. */
    public Optional<byte[]> ask(Message.Query query) {
        return client.query(socket, MessageCodec.encode(query), timeout);
    }
}
