package dev.llmbridge.session;

import java.util.HashSet;
import java.util.Set;

/**
 * The effect of an event or of expiry on a session table. The three sets are disjoint.
 *
 * @param changed sessions that were added or changed; store and show them
 * @param touched sessions of which only the time of the last event changed; store them, because expiry depends on it.
 *     The display changes only if a session was shown idle because of its silence, or if equally urgent sessions swap
 *     places
 * @param removed sessions that have ended or expired
 */
public record Change(Set<SessionId> changed, Set<SessionId> touched, Set<SessionId> removed) {
    /** No change. */
    public static final Change NONE = new Change(Set.of(), Set.of(), Set.of());

    public Change {
        changed = Set.copyOf(changed);
        touched = Set.copyOf(touched);
        removed = Set.copyOf(removed);
    }

    /** Returns both changes as one; they must affect different sessions. */
    Change and(Change other) {
        return new Change(union(changed, other.changed), union(touched, other.touched), union(removed, other.removed));
    }

    private static Set<SessionId> union(Set<SessionId> one, Set<SessionId> other) {
        Set<SessionId> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
