package dev.llmbridge.session;

import dev.llmbridge.session.SessionEvent.EventDetail;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
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
    /** The limit on the number of sessions. */
    public static final int MAX_SESSIONS = 1_000;

    private final Map<SessionId, Session> sessions = new LinkedHashMap<>();
    private final Map<Integer, SessionId> byPid = new HashMap<>();
    private final Map<SessionId, Instant> unsettled = new HashMap<>();
    private final EndedSessions ended = new EndedSessions();
    private boolean evicted;

    /** Creates a table that initially contains the given sessions. */
    public SessionTable(Collection<Session> restored) {
        restored.forEach(this::put);
    }

    /** Applies an event. Accepts any event and never throws. */
    public Change apply(SessionEvent event) {
        return switch (event.detail()) {
            // A status line may arrive late; it must not claim a process that has moved on to another session.
            case EventDetail.UsageReported _ -> advance(event.withoutClient());
            case EventDetail.BranchRead _ -> update(event.withoutClient(), false);
            case EventDetail.SessionEnded _, EventDetail.ClientExited _ -> end(event);
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

    /**
     * Adopts what another process has stored: the sessions that this table does not contain, and those whose last event
     * is later than that of the session in this table.
     */
    public Change adopt(Collection<Session> stored) {
        Set<SessionId> adopted = new HashSet<>();
        Set<SessionId> evicted = new HashSet<>();
        for (Session session : stored) {
            Session known = sessions.get(session.id());
            if (known == null || session.lastEvent().isAfter(known.lastEvent())) {
                if (known == null && sessions.size() >= MAX_SESSIONS) {
                    evicted.addAll(evict());
                }
                put(session);
                adopted.add(session.id());
            }
        }
        adopted.removeAll(evicted);
        return new Change(adopted, Set.of(), evicted);
    }

    /** Shifts all times, because the wall clock was set. Durations remain as they are. */
    public Change shiftTimes(Duration by) {
        sessions.replaceAll((_, session) -> session.shifted(by));
        unsettled.replaceAll((_, at) -> at.plus(by));
        ended.shiftTimes(by);
        return new Change(Set.copyOf(sessions.keySet()), Set.of(), Set.of());
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
        settled.forEach(id -> get(id).map(Session::settled).ifPresent(this::put));
        return new Change(settled, Set.of(), Set.of());
    }

    /** Returns an unmodifiable view of all sessions. */
    public Collection<Session> all() {
        return Collections.unmodifiableCollection(sessions.values());
    }

    /** Returns whether a session has ever been removed to make room for another one. */
    public boolean hasEvicted() {
        return evicted;
    }

    /** Returns the session with this id, if it exists. */
    public Optional<Session> get(SessionId id) {
        return Optional.ofNullable(sessions.get(id));
    }

    private Change end(SessionEvent event) {
        Session session = sessions.get(event.session());
        if (session == null) {
            return Change.NONE;
        }
        Optional<Client> sender = event.client().flatMap(session.clients()::find);
        boolean isOfOther = event.client().isPresent()
                && sender.isEmpty()
                && !session.clients().all().isEmpty();
        // An exit cannot be late, and a process that has exited causes no more events.
        boolean isLate =
                event.detail() instanceof EventDetail.SessionEnded && event.stamp() < lastStamp(session, sender);
        return isOfOther || isLate ? Change.NONE : leave(session, sender, event);
    }

    /** Returns when a process last affected a session; for its only process, when anything did. */
    private static long lastStamp(Session session, Optional<Client> client) {
        return session.clients().all().size() > 1 && client.isPresent()
                ? client.get().stamp()
                : session.stamp();
    }

    /** Removes a process from its session, and the session with the last one. */
    private Change leave(Session session, Optional<Client> leaving, SessionEvent event) {
        ended.add(session.id(), event);
        if (leaving.isEmpty() || session.clients().all().size() == 1) {
            remove(session.id());
            return new Change(Set.of(), Set.of(), Set.of(session.id()));
        }
        put(session.without(leaving.get()));
        return new Change(Set.of(session.id()), Set.of(), Set.of());
    }

    private Change advance(SessionEvent event) {
        boolean isKnown = sessions.containsKey(event.session());
        if (ended.isTooLate(event, isKnown)) {
            return Change.NONE;
        }
        Optional<Session> predecessor = predecessor(event);
        if (predecessor.isEmpty()) {
            return update(event, true);
        }
        // Found by its pid alone: the earlier process with this pid may have exited.
        Optional<Client> moving = predecessor
                .get()
                .clients()
                .find(new ClientProcess(event.client().get().pid(), 0));
        if (lastStamp(predecessor.get(), moving) > event.stamp()) {
            return update(event.withoutClient(), isKnown);
        }
        // First, so that a full table has room for the other session.
        Change left = leave(predecessor.get(), moving, event);
        Change change = update(event, true);
        get(event.session()).ifPresent(this::index);
        // A full table may evict the session that was left, if it has other processes.
        return change.removed().contains(predecessor.get().id()) ? change : change.and(left);
    }

    /** Returns the other session of the same process, if any; a process has one session at a time. */
    private Optional<Session> predecessor(SessionEvent event) {
        if (event.client().isEmpty() || !event.client().get().wasSeenAlive()) {
            return Optional.empty();
        }
        SessionId id = byPid.get(event.client().get().pid());
        return id == null || id.equals(event.session()) ? Optional.empty() : get(id);
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
        Set<SessionId> evicted = before == null && sessions.size() >= MAX_SESSIONS ? evict() : Set.of();
        put(after);
        Set<SessionId> ids = Set.of(after.id());
        return before != null && after.differsOnlyInLastEvent(before)
                ? new Change(Set.of(), ids, Set.of())
                : new Change(ids, Set.of(), evicted);
    }

    /** Makes room for a session: removes the idle one whose last event is the oldest; if none is idle, the oldest. */
    private Set<SessionId> evict() {
        Comparator<Session> idleFirst = Comparator.comparing(session -> !(session.activity() instanceof Activity.Idle));
        SessionId oldest = Collections.min(sessions.values(), idleFirst.thenComparing(Session::lastEvent))
                .id();
        remove(oldest);
        evicted = true;
        return Set.of(oldest);
    }

    private void put(Session session) {
        Session before = sessions.put(session.id(), session);
        Optional<Instant> settlesAt = session.settlesAt();
        if (settlesAt.isPresent()) {
            unsettled.put(session.id(), settlesAt.get());
        } else {
            unsettled.remove(session.id());
        }
        if (before == null || !before.clients().areSameProcessesAs(session.clients())) {
            if (before != null) {
                unindex(before);
            }
            index(session);
        }
    }

    private void remove(SessionId id) {
        Optional.ofNullable(sessions.remove(id)).ifPresent(this::unindex);
        unsettled.remove(id);
    }

    private void index(Session session) {
        for (Client client : session.clients().all()) {
            int pid = client.process().pid();
            Session other = sessions.get(byPid.get(pid));
            if (client.process().wasSeenAlive() && (other == null || other.stamp() <= session.stamp())) {
                byPid.put(pid, session.id());
            }
        }
    }

    private void unindex(Session session) {
        for (Client client : session.clients().all()) {
            byPid.remove(client.process().pid(), session.id());
        }
    }
}
