package dev.llmbridge.hook;

import dev.llmbridge.config.Settings;
import dev.llmbridge.display.BarRenderer;
import dev.llmbridge.display.Look;
import dev.llmbridge.posix.BootId;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.protocol.SystemClock;
import dev.llmbridge.session.Overview;
import dev.llmbridge.store.FileLocks;
import dev.llmbridge.store.SessionFiles;
import dev.llmbridge.store.StateFile;
import java.time.Instant;
import java.util.Optional;

/** What the bar shows now, as one line of JSON. Writes nothing. */
final class StatusClient {
    private final Libc libc;
    private final Settings settings;
    private final Look look;

    StatusClient(Libc libc, Settings settings, Look look) {
        this.libc = libc;
        this.settings = settings;
        this.look = look;
    }

    /** The daemon's words where it lives and shows what this call asks for; else read from the session files. */
    String line() {
        boolean kept = !settings.appearance().isOwn() && daemonLives();
        Optional<String> line = kept ? new StateFile(settings.stateFile()).read() : Optional.empty();
        return line.orElseGet(this::rendered);
    }

    private boolean daemonLives() {
        return new FileLocks(libc).holder(settings.lifeLock()).isPresent();
    }

    private String rendered() {
        Instant now = SystemClock.now().wall();
        var sessions = new SessionFiles(settings.sessionsDir(), BootId.read()).readAll();
        return BarRenderer.render(Overview.at(sessions, now, settings.expiry()), look, now)
                .toJson();
    }
}
