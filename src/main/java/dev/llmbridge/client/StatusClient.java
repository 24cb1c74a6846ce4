package dev.llmbridge.client;

import dev.llmbridge.config.Settings;
import dev.llmbridge.display.BarRenderer;
import dev.llmbridge.display.PlainText;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.display.StateDetails;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.protocol.SystemClock;
import dev.llmbridge.session.Overview;
import dev.llmbridge.store.FileLocks;
import dev.llmbridge.store.LimitsFile;
import dev.llmbridge.store.SessionFiles;
import dev.llmbridge.store.StateFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Determines what the bar shows now. Writes nothing. */
final class StatusClient {
    private final Settings settings;
    private final RenderOptions options;
    private final FileLocks locks;
    private final SessionFiles sessions;
    private final StateFile stateFile;
    private final Optional<LimitsFile> limits;

    /**
     * A status to print.
     *
     * @param text without a trailing line feed
     * @param until when the text may change even if no file changes; empty if it cannot
     */
    record RenderedStatus(String text, Optional<Instant> until) {
        private static RenderedStatus untilAFileChanges(String text) {
            return new RenderedStatus(text, Optional.empty());
        }
    }

    StatusClient(Libc libc, Settings settings, RenderOptions options) {
        this.settings = settings;
        this.options = options;
        TrustedFiles trusted = TrustedFiles.of(libc, settings.runtimeDirectory());
        locks = new FileLocks(libc, trusted.users());
        sessions = new SessionFiles(settings.sessionsDir(), BootClock.system(libc), trusted);
        stateFile = new StateFile(settings.stateFile(), trusted);
        limits = settings.limitsFile().map(file -> new LimitsFile(file, trusted));
    }

    /** The pid of the running daemon; empty if there is none. */
    OptionalInt daemonPid() {
        return locks.holder(settings.daemonLock());
    }

    /** Whether the running daemon's state file is enough to answer, so that no session file is read. */
    boolean usesStateFile(OptionalInt daemon, StatusFormat format) {
        return daemon.isPresent() && !settings.appearance().isProcessLocal() && format != StatusFormat.JSON;
    }

    /**
     * Returns the running daemon's state if it is what this invocation asks for; otherwise renders the session files.
     *
     * @param onOneLine whether JSON is printed on one line
     */
    RenderedStatus answer(StatusFormat format, OptionalInt daemon, boolean onOneLine) {
        return switch (format) {
            case BAR -> bar(daemon, format);
            case PLAIN -> {
                RenderedStatus bar = bar(daemon, format);
                yield new RenderedStatus(PlainText.ofState(bar.text()), bar.until());
            }
            case JSON -> {
                Overview overview = overview(SystemClock.now().wall());
                RenderedStatus bar = bar(daemon, format);
                String json = StateDetails.toJson(overview, bar.text(), daemon, onOneLine);
                // If the bar was rendered here, its time already covers the overview's next change.
                yield new RenderedStatus(json, bar.until().or(overview::nextChange));
            }
        };
    }

    private RenderedStatus bar(OptionalInt daemon, StatusFormat format) {
        Optional<String> line = usesStateFile(daemon, StatusFormat.BAR) ? stateFile.read() : Optional.empty();
        return line.map(RenderedStatus::untilAFileChanges).orElseGet(() -> rendered(format));
    }

    /** Plain text has no tooltip. */
    private RenderedStatus rendered(StatusFormat format) {
        Instant now = SystemClock.now().wall();
        Overview overview = overview(now);
        BarRenderer.TimedState bar = BarRenderer.renderTimed(overview, options, now);
        boolean isPlain = format == StatusFormat.PLAIN;
        return new RenderedStatus(bar.state().toJson(), isPlain ? bar.nextChange() : bar.next());
    }

    private Overview overview(Instant now) {
        return settings.overview(
                sessions.readAll(), limits.map(LimitsFile::read).orElse(List.of()), now);
    }
}
