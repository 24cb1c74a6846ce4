package dev.llmbridge.session;

import dev.llmbridge.session.SessionEvent.EventDetail;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table of all sessions. Applies events and decides when sessions are added and removed. Not thread-safe. The cost
 * of an event does not depend on the number of sessions.
 */
public final class SessionTable {
    private final Map<SessionId, Session> sessions = new LinkedHashMap<>();
    private final Map<Integer, SessionId> byPid = new HashMap<>();
    private final Map<SessionId, Instant> unsettled = new HashMap<>();
    private final EndedSessions ended = new EndedSessions();

    /** Creates a table that initially contains the given sessions. */
    public SessionTable(Collection<Session> restored) {
        restored.forEach(this::put);
    }

    /** Applies an event. Accepts any event and never throws. */
    public Change apply(SessionEvent event) {
        return switch (event.detail()) {
            // A status line may arrive late; it must not claim a process that has moved on to another session.
            case EventDetail.UsageReported _ -> advance(event.withoutClient());
            case EventDetail.SessionEnded _ -> end(event);
            case EventDetail.ClientExited _ -> endWithProcess(event);
            case EventDetail _ -> advance(event);
        };
    }

    /** Removes the sessions that have no known process and have been silent for too long. */
    public Change expire(Instant now, Expiry expiry) {
        ended.forgetExpired(now);
        Set<SessionId> expired = new HashSet<>();
        for (Session session : sessions.values()) {
            if (session.isExpired(now, expiry)) {
                expired.add(session.id());
            }
        }
        expired.forEach(this::remove);
        return new Change(Set.of(), Set.of(), expired);
    }

    /** Returns when to call {@link #settle}; empty if the clients' session files agree with their hooks. */
    public Optional<Instant> settlesAt() {
        return unsettled.isEmpty() ? Optional.empty() : Optional.of(Collections.min(unsettled.values()));
    }

    /** Settles the sessions whose hooks have contradicted the client's session file for too long. */
    public Change settle(Instant now) {
        Set<SessionId> settled = new HashSet<>();
        unsettled.forEach((id, at) -> {
            if (!now.isBefore(at)) {
                settled.add(id);
            }
        });
        settled.forEach(id -> put(sessions.get(id).settled()));
        return new Change(settled, Set.of(), Set.of());
    }

    /** Returns an unmodifiable view of all sessions. */
    public Collection<Session> all() {
        return Collections.unmodifiableCollection(sessions.values());
    }

    /** Returns the session with this id, if it exists. */
    public Optional<Session> get(SessionId id) {
        return Optional.ofNullable(sessions.get(id));
    }

    private Change end(SessionEvent event) {
        Session session = sessions.get(event.session());
        if (session == null) {
            ended.add(event.session(), event);
            return Change.NONE;
        }
        // A resumed session continues in another process; the end of the earlier process does not end it.
        if (event.stamp() < session.stamp() || isFromAnotherProcess(session, event)) {
            return Change.NONE;
        }
        return remove(session, event);
    }

    private Change endWithProcess(SessionEvent event) {
        Session session = sessions.get(event.session());
        if (session == null || isFromAnotherProcess(session, event)) {
            return Change.NONE;
        }
        return remove(session, event);
    }

    private Change advance(SessionEvent event) {
        if (ended.isTooLate(event)) {
            return Change.NONE;
        }
        Optional<Session> predecessor = predecessor(event);
        if (predecessor.isPresent() && predecessor.get().stamp() > event.stamp()) {
            return update(event.withoutClient(), sessions.containsKey(event.session()));
        }
        Change change = update(event, true);
        return predecessor.isEmpty() ? change : replacePredecessor(predecessor.get(), event, change);
    }

    /** Returns the other session of the same process, if any; a process has one session at a time. */
    private Optional<Session> predecessor(SessionEvent event) {
        if (event.client().isEmpty() || !event.client().get().wasSeenAlive()) {
            return Optional.empty();
        }
        SessionId id = byPid.get(event.client().get().pid());
        return id == null || id.equals(event.session()) ? Optional.empty() : get(id);
    }

    private Change replacePredecessor(Session predecessor, SessionEvent event, Change change) {
        Change end = remove(predecessor, event);
        index(sessions.get(event.session()));
        return new Change(change.changed(), change.touched(), end.removed());
    }

    private Change update(SessionEvent event, boolean mayCreate) {
        Session before = sessions.get(event.session());
        if (before == null && !mayCreate) {
            return Change.NONE;
        }
        Session from = before == null ? Session.unknown(event.session(), event.at()) : before;
        Session after = from.apply(event);
        if (after.equals(before)) {
            return Change.NONE;
        }
        put(after);
        Set<SessionId> ids = Set.of(after.id());
        return before != null && after.differsOnlyInTimes(before)
                ? new Change(Set.of(), ids, Set.of())
                : new Change(ids, Set.of(), Set.of());
    }

    private Change remove(Session session, SessionEvent event) {
        ended.add(session.id(), event);
        remove(session.id());
        return new Change(Set.of(), Set.of(), Set.of(session.id()));
    }

    private void put(Session session) {
        Session before = sessions.put(session.id(), session);
        Optional<Instant> settlesAt = session.settlesAt();
        if (settlesAt.isPresent()) {
            unsettled.put(session.id(), settlesAt.get());
        } else {
            unsettled.remove(session.id());
        }
        if (before == null || !before.client().equals(session.client())) {
            if (before != null) {
                unindex(before);
            }
            index(session);
        }
    }

    private void remove(SessionId id) {
        unindex(sessions.remove(id));
        unsettled.remove(id);
    }

    private void index(Session session) {
        if (!session.hasKnownProcess()) {
            return;
        }
        int pid = session.client().orElseThrow().pid();
        Session other = sessions.get(byPid.get(pid));
        if (other == null || other.stamp() <= session.stamp()) {
            byPid.put(pid, session.id());
        }
    }

    private void unindex(Session session) {
        if (session.client().isPresent()) {
            byPid.remove(session.client().get().pid(), session.id());
        }
    }

    private static boolean isFromAnotherProcess(Session session, SessionEvent event) {
        if (event.client().isEmpty() || session.client().isEmpty()) {
            return false;
        }
        ClientProcess sender = event.client().get();
        ClientProcess known = session.client().get();
        boolean sameStart = known.startTime() == sender.startTime() || !known.wasSeenAlive() || !sender.wasSeenAlive();
        return known.pid() != sender.pid() || !sameStart;
    }
}
