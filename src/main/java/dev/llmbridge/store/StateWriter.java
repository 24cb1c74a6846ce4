package dev.llmbridge.store;

import dev.llmbridge.session.Change;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.SessionTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a new state to the files, then notifies the bars, which therefore never read an outdated file. Not
 * thread-safe.
 */
public final class StateWriter {
    /** Few enough to be written in a few milliseconds. */
    static final int FILES_AT_ONCE = 50;

    private final SessionFiles sessions;
    private final StateFile state;
    private final Runnable notifyBars;
    private final Set<SessionId> changed = new LinkedHashSet<>();
    private final Set<SessionId> storing = new LinkedHashSet<>();

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
        changed.addAll(change.removed());
    }

    /**
     * Returns whether the state file or the directory of the session files is missing; adds all sessions in that case.
     */
    public boolean addIfMissing(SessionTable current) {
        if (state.exists() && sessions.directoryExists()) {
            return false;
        }
        current.all().forEach(session -> changed.add(session.id()));
        return true;
    }

    /** Returns whether {@link #store} has changes to write, or {@link #storeMore} has. */
    public boolean hasChanges() {
        return !changed.isEmpty() || isStoring();
    }

    /**
     * Writes the added changes to the session files without notifying the bars.
     *
     * @param current the sessions after these changes
     * @throws IOException if any file cannot be written; all others have been, and the call can be repeated for the
     *     rest
     */
    public void store(SessionTable current) throws IOException {
        startStoring(current);
        storeNext(current, storing.size());
    }

    /**
     * Makes {@link #storeMore} write the changes that have been added so far. If somebody has removed the directory,
     * and with it the files of all sessions, makes it write all sessions.
     *
     * @param current the sessions after these changes
     */
    public void startStoring(SessionTable current) {
        if (!changed.isEmpty() && !sessions.directoryExists()) {
            current.all().forEach(session -> changed.add(session.id()));
        }
        storing.addAll(changed);
        changed.clear();
    }

    /** Returns whether {@link #storeMore} has anything to write. */
    public boolean isStoring() {
        return !storing.isEmpty();
    }

    /**
     * Writes the next {@value #FILES_AT_ONCE} session files, so that the caller can do something else before the rest.
     *
     * @param current the sessions now
     * @throws IOException if any file cannot be written; all others have been, and the file is included in the next
     *     {@link #store} or {@link #startStoring}
     */
    public void storeMore(SessionTable current) throws IOException {
        storeNext(current, FILES_AT_ONCE);
    }

    private void storeNext(SessionTable current, int limit) throws IOException {
        List<SessionId> next = takeNext(limit);
        if (next.isEmpty()) {
            return;
        }
        Optional<IOException> failure = Optional.empty();
        try (SessionFiles.Batch batch = begin(next)) {
            for (SessionId id : next) {
                try {
                    store(id, current.get(id), batch);
                } catch (IOException e) {
                    changed.add(id);
                    failure = Optional.of(failure.orElse(e));
                }
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private List<SessionId> takeNext(int limit) {
        List<SessionId> next = new ArrayList<>(Math.min(limit, storing.size()));
        Iterator<SessionId> ids = storing.iterator();
        while (next.size() < limit && ids.hasNext()) {
            next.add(ids.next());
            ids.remove();
        }
        return next;
    }

    private SessionFiles.Batch begin(List<SessionId> ids) throws IOException {
        try {
            return sessions.begin();
        } catch (IOException e) {
            changed.addAll(ids);
            throw e;
        }
    }

    private static void store(SessionId id, Optional<Session> session, SessionFiles.Batch batch) throws IOException {
        if (session.isPresent()) {
            batch.write(session.get());
        } else {
            batch.remove(id);
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
