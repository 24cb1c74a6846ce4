package dev.llmbridge.store;

import dev.llmbridge.session.Change;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.SessionTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a new state to the files, then notifies the bars, which therefore never read an outdated file. Not
 * thread-safe.
 */
public final class StateWriter {
    private final SessionFiles sessions;
    private final StateFile state;
    private final Runnable notifyBars;
    private final Set<SessionId> changed = new HashSet<>();
    private final Set<SessionId> removed = new HashSet<>();

    /** @param notifyBars makes the bars read the state file again */
    public StateWriter(SessionFiles sessions, StateFile state, Runnable notifyBars) {
        this.sessions = sessions;
        this.state = state;
        this.notifyBars = notifyBars;
    }

    /** Adds a change to those that {@link #store} writes. */
    public void add(Change change) {
        changed.addAll(change.changed());
        changed.addAll(change.touched());
        removed.removeAll(changed);
        changed.removeAll(change.removed());
        removed.addAll(change.removed());
    }

    /** Returns whether the state file or the folder of the session files is missing; adds all sessions in that case. */
    public boolean addIfMissing(SessionTable current) {
        if (state.exists() && sessions.folderExists()) {
            return false;
        }
        current.all().forEach(session -> changed.add(session.id()));
        return true;
    }

    /** Returns whether {@link #store} has changes to write. */
    public boolean hasChanges() {
        return !changed.isEmpty() || !removed.isEmpty();
    }

    /**
     * Writes the added changes to the session files without notifying the bars.
     *
     * @param current the sessions after these changes
     * @throws IOException if any file cannot be written; all others have been, and the call can be repeated for the
     *     rest
     */
    public void store(SessionTable current) throws IOException {
        List<IOException> failures = new ArrayList<>();
        changed.removeIf(id -> succeeds(() -> write(current.get(id)), failures));
        removed.removeIf(id -> succeeds(() -> sessions.remove(id), failures));
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private void write(Optional<Session> session) throws IOException {
        if (session.isPresent()) {
            sessions.write(session.get());
        }
    }

    @FunctionalInterface
    private interface FileAccess {
        void run() throws IOException;
    }

    private static boolean succeeds(FileAccess access, List<IOException> failures) {
        try {
            access.run();
            return true;
        } catch (IOException e) {
            failures.add(e);
            return false;
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
        notifyBars.run();
    }
}
