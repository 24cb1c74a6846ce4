package dev.llmbridge.session;

import java.util.Set;

/**
 * What an event or the passing of time did to a table of sessions. No id is in two of the sets.
 *
 * @param changed sessions that are another than before: to be stored and shown
 * @param touched sessions of which only the times of the last event moved: to be stored, as their expiry depends on it.
 *     What is shown changes only where a session was shown idle for its silence, or in the order of equals
 * @param removed sessions that are over
 */
public record Change(Set<SessionId> changed, Set<SessionId> touched, Set<SessionId> removed) {
    /** Nothing happened. */
    public static final Change NONE = new Change(Set.of(), Set.of(), Set.of());

    public Change {
        changed = Set.copyOf(changed);
        touched = Set.copyOf(touched);
        removed = Set.copyOf(removed);
    }

    /** Whether nothing happened at all. */
    public boolean isEmpty() {
        return changed.isEmpty() && touched.isEmpty() && removed.isEmpty();
    }
}
