package dev.llmbridge.client;

import dev.llmbridge.config.Settings;
import dev.llmbridge.display.BarRenderer;
import dev.llmbridge.display.PlainText;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.display.StateDetails;
import dev.llmbridge.posix.BootId;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.protocol.SystemClock;
import dev.llmbridge.session.Overview;
import dev.llmbridge.store.FileLocks;
import dev.llmbridge.store.SessionFiles;
import dev.llmbridge.store.StateFile;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** What the bar shows now. Writes nothing. */
final class StatusClient {
    private final Settings settings;
    private final RenderOptions options;
    private final FileLocks locks;
    private final SessionFiles sessions;

    /**
     * What is to be printed.
     *
     * @param text without a line feed at its end
     * @param until when, though no file changes, it may be another; empty where never
     */
    record RenderedStatus(String text, Optional<Instant> until) {
        private static RenderedStatus untilAFileChanges(String text) {
            return new RenderedStatus(text, Optional.empty());
        }
    }

    StatusClient(Libc libc, Settings settings, RenderOptions options) {
        this.settings = settings;
        this.options = options;
        locks = new FileLocks(libc);
        sessions = new SessionFiles(settings.sessionsDir(), BootId.read());
    }

    /** The pid of the daemon that lives; empty where none does. */
    OptionalInt daemon() {
        return locks.holder(settings.lifeLock());
    }

    /** Whether a living daemon's state file tells all that is wanted, so that the session files need not be read. */
    boolean trusts(OptionalInt daemon, StatusFormat form) {
        return daemon.isPresent() && !settings.appearance().isOwn() && form != StatusFormat.WHOLE;
    }

    /**
     * The daemon's words where it lives and shows what this call asks for; else read from the session files.
     *
     * @param onOneLine whether even the whole state has to be
     */
    RenderedStatus answer(StatusFormat form, OptionalInt daemon, boolean onOneLine) {
        return switch (form) {
            case BAR -> bar(daemon);
            case PLAIN -> {
                RenderedStatus bar = bar(daemon);
                yield new RenderedStatus(PlainText.ofState(bar.text()), bar.until());
            }
            case WHOLE -> {
                Overview overview = overview(SystemClock.now().wall());
                String whole = StateDetails.toJson(overview, bar(daemon).text(), daemon, onOneLine);
                yield new RenderedStatus(whole, overview.nextChange());
            }
        };
    }

    private RenderedStatus bar(OptionalInt daemon) {
        Optional<String> line =
                trusts(daemon, StatusFormat.BAR) ? new StateFile(settings.stateFile()).read() : Optional.empty();
        return line.map(RenderedStatus::untilAFileChanges).orElseGet(this::rendered);
    }

    private RenderedStatus rendered() {
        Instant now = SystemClock.now().wall();
        Overview overview = overview(now);
        BarRenderer.TimedState bar = BarRenderer.renderTimed(overview, options, now);
        return new RenderedStatus(bar.state().toJson(), bar.nextChange());
    }

    private Overview overview(Instant now) {
        return Overview.at(sessions.readAll(), now, settings.expiry());
    }
}
