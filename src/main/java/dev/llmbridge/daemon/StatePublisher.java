package dev.llmbridge.daemon;

import dev.llmbridge.display.BarState;
import dev.llmbridge.posix.IoErrorMessage;
import dev.llmbridge.session.Change;
import dev.llmbridge.session.SessionTable;
import dev.llmbridge.session.Timestamp;
import dev.llmbridge.store.StateWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Stores the state and shows it on the bar. Remembers what has not been stored yet and what the bar shows. */
final class StatePublisher {
    private static final Logger LOG = Logger.getLogger(StatePublisher.class);
    private static final long REPORT_EVERY = Duration.ofMinutes(1).toNanos();

    private final StateWriter writer;
    private Optional<BarState> shown = Optional.empty();
    /** Whether the last attempt to write the state file failed. */
    private boolean stateFileIsStale;

    private long reportDue = Long.MIN_VALUE;

    StatePublisher(StateWriter writer) {
        this.writer = writer;
    }

    /** Adds a change; returns whether there is anything to store. */
    boolean add(Change change) {
        writer.add(change);
        return hasUnpublished();
    }

    /** Returns whether files that have been written no longer exist; the next call of {@link #publish} writes all. */
    boolean forgetIfMissing(SessionTable sessions) {
        boolean missing = shown.isPresent() && writer.addIfMissing(sessions);
        if (missing) {
            shown = Optional.empty();
        }
        return missing;
    }

    /** Returns whether any change has not been written to the files yet. */
    boolean hasUnpublished() {
        return stateFileIsStale || writer.hasChanges();
    }

    /**
     * Stores the first changes and shows the state; {@link #storeMore} stores the other changes. Whatever fails, e.g.
     * on a full disk, is retried by the next call, and does not prevent the rest.
     */
    void publish(SessionTable sessions, BarState state, Timestamp now) {
        writer.startStoring(sessions);
        storeMore(sessions, now);
        try {
            stateFileIsStale = true;
            show(state);
            stateFileIsStale = false;
        } catch (IOException e) {
            report(e, now.monotonic());
        }
    }

    /** Returns whether changes that were to be stored by the last publication have not been stored yet. */
    boolean isStoring() {
        return writer.isStoring();
    }

    /** Stores the next changes. */
    void storeMore(SessionTable sessions, Timestamp now) {
        try {
            writer.storeMore(sessions);
        } catch (IOException e) {
            report(e, now.monotonic());
        }
    }

    private void show(BarState state) throws IOException {
        if (shown.isPresent() && shown.get().equals(state)) {
            return;
        }
        boolean looksTheSame = shown.isPresent() && looksAlike(shown.get(), state);
        if (looksTheSame) {
            writer.record(state.toJson());
        } else {
            writer.show(state.toJson());
        }
        shown = Optional.of(state);
    }

    /** Compares only what the bar shows; the rest of a state is for other readers of the file. */
    private static boolean looksAlike(BarState one, BarState other) {
        return one.text().equals(other.text())
                && one.tooltip().equals(other.tooltip())
                && one.style() == other.style()
                && one.warnings().equals(other.warnings())
                && one.percentage() == other.percentage();
    }

    private void report(IOException failure, long now) {
        if (now >= reportDue) {
            LOG.errorf("cannot store the state; will try again: %s", IoErrorMessage.withFile(failure));
            reportDue = now + REPORT_EVERY;
        }
    }
}
