package dev.llmbridge.cli;

import dev.llmbridge.client.DaemonClient;
import dev.llmbridge.config.Settings;
import dev.llmbridge.display.SessionList;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.store.SessionFiles;
import java.time.Duration;
import java.time.Instant;

/** Lists the sessions that the daemon knows or, without a daemon, those in the session files. Writes nothing. */
final class KnownSessions {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final DaemonClient daemon;
    private final Settings settings;
    private final SessionFiles files;

    KnownSessions(Libc libc, Settings settings) {
        TrustedFiles trusted = TrustedFiles.of(libc, settings.runtimeDirectory());
        this.daemon = new DaemonClient(new DatagramClient(libc, trusted.users()), settings.socket(), TIMEOUT);
        this.settings = settings;
        this.files = new SessionFiles(settings.sessionsDir(), BootClock.system(libc), trusted);
    }

    SessionList at(Instant now) {
        return daemon.sessions().orElseGet(() -> stored(now));
    }

    private SessionList stored(Instant now) {
        return SessionList.of(settings.overview(files.readAll(), now));
    }
}
