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
 * All sessions, and the rules by which they come and go. For one thread; an event costs the same however many
 * sessions there are.
 */
public final class SessionTable {
    private final Map<SessionId, Session> sessions = new LinkedHashMap<>();
    private final Map<Integer, SessionId> byPid = new HashMap<>();
    private final EndedSessions ended = new EndedSessions();

    /** A table that goes on where a former one ended. */
    public SessionTable(Collection<Session> restored) {
        restored.forEach(this::put);
    }

    /** Takes an event; whatever it says, it is taken. */
    public Change on(SessionEvent event) {
        return switch (event.what()) {
            // A status line may come late: it must not claim a process that has moved on to another session.
            case EventDetail.UsageReported _ -> advance(event.withoutClient());
            case EventDetail.Ended _ -> end(event);
            case EventDetail.ClientGone _ -> endWithProcess(event);
            case EventDetail _ -> advance(event);
        };
    }

    /** Forgets the sessions that have been silent for too long without a process to vouch for them. */
    public Change expire(Instant now, Expiry expiry) {
        ended.forgetUntil(now);
        Set<SessionId> forgotten = new HashSet<>();
        for (Session session : sessions.values()) {
            if (session.isForgotten(now, expiry)) {
                forgotten.add(session.id());
            }
        }
        forgotten.forEach(this::remove);
        return new Change(Set.of(), Set.of(), forgotten);
    }

    /** A view of all sessions as they are now. */
    public Collection<Session> all() {
        return Collections.unmodifiableCollection(sessions.values());
    }

    /** One session, if it is there. */
    public Optional<Session> get(SessionId id) {
        return Optional.ofNullable(sessions.get(id));
    }

    private Change end(SessionEvent event) {
        Session session = sessions.get(event.session());
        if (session == null) {
            ended.add(event.session(), event);
            return Change.NONE;
        }
        // A session that was resumed lives on in another process: the former one's end is not its own.
        if (event.stamp() < session.stamp() || isOfAnotherProcess(session, event)) {
            return Change.NONE;
        }
        return remove(session, event);
    }

    private Change endWithProcess(SessionEvent event) {
        Session session = sessions.get(event.session());
        if (session == null || isOfAnotherProcess(session, event)) {
            return Change.NONE;
        }
        return remove(session, event);
    }

    private Change advance(SessionEvent event) {
        if (ended.outlives(event)) {
            return Change.NONE;
        }
        Optional<Session> predecessor = predecessor(event);
        if (predecessor.isPresent() && predecessor.get().stamp() > event.stamp()) {
            return update(event.withoutClient(), sessions.containsKey(event.session()));
        }
        Change change = update(event, true);
        return predecessor.isEmpty() ? change : replacePredecessor(predecessor.get(), event, change);
    }

    /** The other session of the same process: it has one at a time. */
    private Optional<Session> predecessor(SessionEvent event) {
        if (event.client().isEmpty() || !event.client().get().isKnownAlive()) {
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
        Session after = from.on(event);
        if (after.equals(before)) {
            return Change.NONE;
        }
        put(after);
        Set<SessionId> ids = Set.of(after.id());
        return before != null && after.isSameButForTimes(before)
                ? new Change(Set.of(), ids, Set.of())
                : new Change(ids, Set.of(), Set.of());
    }

    private Change remove(Session session, SessionEvent by) {
        ended.add(session.id(), by);
        remove(session.id());
        return new Change(Set.of(), Set.of(), Set.of(session.id()));
    }

    private void put(Session session) {
        Session before = sessions.put(session.id(), session);
        if (before == null || !before.client().equals(session.client())) {
            if (before != null) {
                unindex(before);
            }
            index(session);
        }
    }

    private void remove(SessionId id) {
        unindex(sessions.remove(id));
    }

    private void index(Session session) {
        if (session.client().isEmpty() || !session.client().get().isKnownAlive()) {
            return;
        }
        int pid = session.client().get().pid();
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

    private static boolean isOfAnotherProcess(Session session, SessionEvent event) {
        if (event.client().isEmpty() || session.client().isEmpty()) {
            return false;
        }
        ClientProcess told = event.client().get();
        ClientProcess known = session.client().get();
        boolean sameStart = known.startTime() == told.startTime() || !known.isKnownAlive() || !told.isKnownAlive();
        return known.pid() != told.pid() || !sameStart;
    }
}
