package dev.llmbridge.client;

import dev.llmbridge.display.SessionList;
import dev.llmbridge.posix.DatagramClient;
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
     * @param timeout the total time for sending a query and receiving its answer
     */
    public DaemonClient(DatagramClient client, Path socket, Duration timeout) {
        this.client = client;
        this.socket = socket;
        this.timeout = timeout;
    }

    /**
     * Returns the daemon's answer, whose format depends on the query; empty if there is no daemon or it is too slow.
     */
    public Optional<byte[]> ask(Message.QueryType query) {
        return client.query(socket, MessageCodec.encode(new Message.Query(query)), timeout);
    }

    /**
     * Returns the daemon's sessions; empty if there is no daemon, it is too slow, or its answer is not a list of
     * sessions.
     */
    public Optional<SessionList> sessions() {
        return ask(Message.QueryType.SESSIONS).flatMap(SessionList::parse);
    }
}
