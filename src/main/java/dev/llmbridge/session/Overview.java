package dev.llmbridge.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A summary of all sessions at one point in time. It does not depend on the order in which the sessions are passed.
 *
 * @param entries the sessions, most urgent first, then most recent first
 * @param urgency the highest urgency; {@link Urgency#IDLE} without sessions
 * @param counts the number of sessions by activity
 * @param limits the accounts' limits that have not been reset, sorted by account
 * @param nextChange the earliest time at which the overview may change without an event, other than by the reset of a
 *     limit; empty if never
 */
public record Overview(
        List<SessionEntry> entries,
        Urgency urgency,
        Counts counts,
        List<AccountLimits> limits,
        Optional<Instant> nextChange) {

    /** How urgently an activity needs the user's attention, most urgent first. */
    public enum Urgency {
        WAITING,
        FAILED,
        WORKING,
        COMPACTING,
        /** Failed longer ago than {@link Expiry#failurePriority}. */
        FAILED_EARLIER,
        IDLE;

        /** Returns the urgency of an activity. */
        public static Urgency of(Activity activity) {
            return switch (activity) {
                case Activity.Waiting _ -> WAITING;
                case Activity.Failed _ -> FAILED;
                case Activity.Thinking _, Activity.ToolUse _ -> WORKING;
                case Activity.Compacting _ -> COMPACTING;
                case Activity.Idle _ -> IDLE;
            };
        }
    }

    /** A session, the activity shown for it, and how urgent that is. */
    public record SessionEntry(Session session, Activity activity, Urgency urgency) {}

    /** The number of sessions by shown activity. */
    public record Counts(int waiting, int failed, int thinking, int toolUse, int compacting, int idle) {}

    private static final Comparator<SessionEntry> MOST_URGENT_THEN_MOST_RECENT = (one, other) -> {
        int byUrgency = one.urgency().compareTo(other.urgency());
        if (byUrgency != 0) {
            return byUrgency;
        }
        int byTime = other.session().lastEvent().compareTo(one.session().lastEvent());
        return byTime != 0
                ? byTime
                : one.session().id().value().compareTo(other.session().id().value());
    };

    public Overview {
        entries = List.copyOf(entries);
        limits = List.copyOf(limits);
    }

    /** Summarises the sessions at {@code now}; leaves out those that have expired by then. */
    public static Overview at(Collection<Session> sessions, Instant now, Expiry expiry) {
        return at(sessions, List.of(), now, expiry);
    }

    /**
     * Summarises the sessions as {@link #at(Collection, Instant, Expiry)} does.
     *
     * @param known limits that sessions have reported, including those that have ended
     */
    public static Overview at(
            Collection<Session> sessions, Collection<AccountLimits> known, Instant now, Expiry expiry) {
        List<SessionEntry> entries = new ArrayList<>(sessions.size());
        List<AccountLimits> limits = new ArrayList<>(known);
        for (Session session : sessions) {
            limits.add(session.usage().limits());
            if (!session.isExpired(now, expiry)) {
                Activity shown = session.shown(now, expiry);
                entries.add(new SessionEntry(session, shown, session.urgency(shown, now, expiry)));
            }
        }
        entries.sort(MOST_URGENT_THEN_MOST_RECENT);
        return of(entries, AccountLimits.merge(limits, now), nextChange(entries, now, expiry));
    }

    private static Overview of(List<SessionEntry> entries, List<AccountLimits> limits, Optional<Instant> nextChange) {
        Urgency urgency = entries.isEmpty() ? Urgency.IDLE : entries.getFirst().urgency();
        return new Overview(entries, urgency, count(entries), limits, nextChange);
    }

    /** Returns an overview of the sessions that have a terminal of their own. */
    public Overview withoutHeadless() {
        List<SessionEntry> interactive = new ArrayList<>(entries.size());
        for (SessionEntry entry : entries) {
            if (!entry.session().isHeadless()) {
                interactive.add(entry);
            }
        }
        return interactive.size() == entries.size() ? this : of(interactive, limits, nextChange);
    }

    /** Returns {@link #withoutHeadless}, or this overview if all sessions are headless. */
    public Overview withoutHeadlessIfOthers() {
        Overview interactive = withoutHeadless();
        return interactive.entries().isEmpty() ? this : interactive;
    }

    private static Optional<Instant> nextChange(List<SessionEntry> entries, Instant now, Expiry expiry) {
        Optional<Instant> next = Optional.empty();
        for (SessionEntry entry : entries) {
            Optional<Instant> change = entry.session().nextChange(now, expiry);
            if (change.isPresent() && (next.isEmpty() || change.get().isBefore(next.get()))) {
                next = change;
            }
        }
        return next;
    }

    private static Counts count(List<SessionEntry> entries) {
        int waiting = 0;
        int failed = 0;
        int thinking = 0;
        int toolUse = 0;
        int compacting = 0;
        int idle = 0;
        for (SessionEntry entry : entries) {
            switch (entry.activity()) {
                case Activity.Waiting _ -> waiting++;
                case Activity.Failed _ -> failed++;
                case Activity.Thinking _ -> thinking++;
                case Activity.ToolUse _ -> toolUse++;
                case Activity.Compacting _ -> compacting++;
                case Activity.Idle _ -> idle++;
            }
        }
        return new Counts(waiting, failed, thinking, toolUse, compacting, idle);
    }

    /** Returns whether any session is shown running a tool. */
    public boolean anyTool() {
        return counts.toolUse() > 0;
    }

    /** Returns the first entry: the most urgent session, the most recent one among equals. */
    public Optional<SessionEntry> foremost() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getFirst());
    }
}
