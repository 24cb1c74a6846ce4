package dev.llmbridge.cli;

import dev.llmbridge.client.DaemonClient;
import dev.llmbridge.config.Settings;
import dev.llmbridge.display.SessionList;
import dev.llmbridge.posix.BootId;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.store.SessionFiles;
import java.time.Duration;
import java.time.Instant;

/** The sessions that the daemon knows or, without a daemon, the sessions in the files. Writes nothing. */
final class KnownSessions {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final DaemonClient daemon;
    private final Settings settings;
    private final int uid;

    KnownSessions(Libc libc, Settings settings) {
        this.daemon = new DaemonClient(libc, settings.socket(), TIMEOUT);
        this.settings = settings;
        this.uid = libc.getuid();
    }

    SessionList at(Instant now) {
        return daemon.sessions().orElseGet(() -> stored(now));
    }

    private SessionList stored(Instant now) {
        var sessions = new SessionFiles(settings.sessionsDir(), BootId.read(), uid).readAll();
        return SessionList.of(settings.overview(sessions, now));
    }
}
