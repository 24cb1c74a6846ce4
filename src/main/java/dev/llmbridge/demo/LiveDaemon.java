package dev.llmbridge.demo;

import dev.llmbridge.client.DaemonClient;
import dev.llmbridge.config.Settings;
import dev.llmbridge.display.SessionList;
import dev.llmbridge.display.SessionRow;
import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedUsers;
import dev.llmbridge.protocol.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The user's own daemon. */
final class LiveDaemon {
    /**
     * The time for one answer. Without a daemon the query fails at once; on a busy machine a daemon may answer late.
     */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** The time for writing the file and signalling. */
    private static final Duration MARGIN = Duration.ofMillis(50);

    private final DaemonClient client;
    private final Settings settings;

    LiveDaemon(Libc libc, Settings settings) {
        this.client = new DaemonClient(
                new DatagramClient(libc, TrustedUsers.of(libc, settings.runtimeDirectory())),
                settings.socket(),
                TIMEOUT);
        this.settings = settings;
    }

    /** Returns all its sessions; empty if it does not answer. */
    Optional<List<SessionRow>> sessions() {
        return client.sessions().map(SessionList::rows);
    }

    /** Returns what the bar shows; empty without an answer. */
    Optional<BarOutput> shown() {
        return client.ask(Message.QueryType.STATUS)
                .flatMap(answer -> BarOutput.parse(new String(answer, StandardCharsets.UTF_8)));
    }

    /** Waits until the bar shows the events that the daemon has processed. */
    void settle() throws InterruptedException {
        Thread.sleep(settings.debounceCap().plus(MARGIN));
    }
}
