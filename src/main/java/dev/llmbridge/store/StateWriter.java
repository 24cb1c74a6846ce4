package dev.llmbridge.store;

import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionId;
import java.io.IOException;
import java.util.Collection;

/** Writes a new state to the files, then notifies the bars, which therefore never read an outdated file. */
public final class StateWriter {
    private final SessionFiles sessions;
    private final StateFile state;
    private final ChangeListener bars;

    /** The bars that show the state file. */
    @FunctionalInterface
    public interface ChangeListener {
        /** Makes them read the state file again. */
        void refresh();
    }

    public StateWriter(SessionFiles sessions, StateFile state, ChangeListener bars) {
        this.sessions = sessions;
        this.state = state;
        this.bars = bars;
    }

    /**
     * Writes session files without notifying the bars.
     *
     * @throws IOException if a file cannot be written; the call can be repeated
     */
    public void store(Collection<Session> changed, Collection<SessionId> removed) throws IOException {
        for (Session session : changed) {
            sessions.write(session);
        }
        for (SessionId id : removed) {
            sessions.remove(id);
        }
    }

    /**
     * Writes a state that looks the same on the bar, without notifying the bars.
     *
     * @param line the state as one line of JSON
     * @throws IOException if the file cannot be written
     */
    public void record(String line) throws IOException {
        state.write(line);
    }

    /**
     * Writes the state, then notifies the bars.
     *
     * @param line the state as one line of JSON
     * @throws IOException if the file cannot be written; the bars are not notified then
     */
    public void show(String line) throws IOException {
        state.write(line);
        bars.refresh();
    }
}
