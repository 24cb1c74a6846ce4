package dev.llmbridge.store;

import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionId;
import java.io.IOException;
import java.util.Collection;

/** Makes a new state known: the files first, then the signal, so that nobody is told of what no file says yet. */
public final class StateWriter {
    private final SessionFiles sessions;
    private final StateFile state;
    private final ChangeListener bars;

    /** Whoever shows the state file. */
    @FunctionalInterface
    public interface ChangeListener {
        /** Tells them to read the state file again. */
        void refresh();
    }

    public StateWriter(SessionFiles sessions, StateFile state, ChangeListener bars) {
        this.sessions = sessions;
        this.state = state;
        this.bars = bars;
    }

    /**
     * Stores sessions without telling anybody: what the bar shows has not changed.
     *
     * @throws IOException where a file could not be written; calling again is harmless
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
     * Stores a state that looks on the bar as the one before: nobody needs to be told.
     *
     * @param line the state as one line of JSON
     * @throws IOException where the file could not be written
     */
    public void record(String line) throws IOException {
        state.write(line);
    }

    /**
     * Stores what the bar shows, then tells it.
     *
     * @param line the state as one line of JSON
     * @throws IOException where the file could not be written; nobody was told then
     */
    public void show(String line) throws IOException {
        state.write(line);
        bars.refresh();
    }
}
