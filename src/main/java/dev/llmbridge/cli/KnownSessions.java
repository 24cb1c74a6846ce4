package dev.llmbridge.cli;

import dev.llmbridge.config.Settings;
import dev.llmbridge.display.SessionList;
import dev.llmbridge.posix.BootId;
import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.MessageCodec;
import dev.llmbridge.session.Overview;
import dev.llmbridge.store.SessionFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The sessions as the daemon knows them; without one, as their files tell. Writes nothing. */
final class KnownSessions {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Libc libc;
    private final Settings settings;

    KnownSessions(Libc libc, Settings settings) {
        this.libc = libc;
        this.settings = settings;
    }

    SessionList at(Instant now) {
        return told().orElseGet(() -> filed(now));
    }

    private Optional<SessionList> told() {
        byte[] question = MessageCodec.encode(new Message.Query(Message.What.SESSIONS));
        return new DatagramClient(libc)
                .query(settings.socket(), question, PATIENCE)
                .flatMap(SessionList::parse);
    }

    private SessionList filed(Instant now) {
        var sessions = new SessionFiles(settings.sessionsDir(), BootId.read()).readAll();
        return SessionList.of(Overview.at(sessions, now, settings.expiry()));
    }
}
