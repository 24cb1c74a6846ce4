package dev.llmbridge.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What all sessions together look like at a moment. Does not depend on the order in which they are given.
 *
 * @param entries the sessions, most urgent first, then newest
 * @param urgency of the most urgent; {@link Urgency#IDLE} without sessions
 * @param counts how many sessions do what
 * @param costUsd sum of what each session has cost at most
 * @param inputTokens sum over the sessions
 * @param outputTokens sum over the sessions
 * @param cacheRead sum over the sessions
 * @param cacheWrite sum over the sessions
 * @param nextChange when, without an event, the overview may be another; empty where never
 */
public record Overview(
        List<SessionEntry> entries,
        Urgency urgency,
        Counts counts,
        double costUsd,
        long inputTokens,
        long outputTokens,
        long cacheRead,
        long cacheWrite,
        Optional<Instant> nextChange) {

    /** How much an activity wants the user's eye, most first. */
    public enum Urgency {
        WAITING,
        FAILED,
        WORKING,
        COMPACTING,
        IDLE;

        /** Of an activity. */
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

    /** A session and what of it is shown. */
    public record SessionEntry(Session session, Activity activity) {}

    /** How many sessions are shown at each kind of activity. */
    public record Counts(int waiting, int failed, int thinking, int toolUse, int compacting, int idle) {}

    private static final Comparator<SessionEntry> MOST_URGENT_THEN_NEWEST = (one, other) -> {
        int byUrgency = Urgency.of(one.activity()).compareTo(Urgency.of(other.activity()));
        if (byUrgency != 0) {
            return byUrgency;
        }
        int byAge = other.session().lastEvent().compareTo(one.session().lastEvent());
        return byAge != 0
                ? byAge
                : one.session().id().value().compareTo(other.session().id().value());
    };

    public Overview {
        entries = List.copyOf(entries);
    }

    /** What the sessions look like at a moment; those that are to be forgotten by then are left out. */
    public static Overview at(Collection<Session> sessions, Instant now, Expiry expiry) {
        List<SessionEntry> entries = new ArrayList<>(sessions.size());
        for (Session session : sessions) {
            if (!session.isForgotten(now, expiry)) {
                entries.add(new SessionEntry(session, session.shown(now, expiry)));
            }
        }
        entries.sort(MOST_URGENT_THEN_NEWEST);
        return summed(entries, now, expiry);
    }

    private static Overview summed(List<SessionEntry> entries, Instant now, Expiry expiry) {
        double cost = 0;
        long input = 0;
        long output = 0;
        long read = 0;
        long write = 0;
        Optional<Instant> next = Optional.empty();
        for (SessionEntry entry : entries) {
            Session session = entry.session();
            cost += session.maxCostUsd();
            input += session.usage().inputTokens();
            output += session.usage().outputTokens();
            read += session.usage().cacheRead();
            write += session.usage().cacheWrite();
            Optional<Instant> change = session.nextChange(now, expiry);
            if (change.isPresent() && (next.isEmpty() || change.get().isBefore(next.get()))) {
                next = change;
            }
        }
        Urgency urgency =
                entries.isEmpty() ? Urgency.IDLE : Urgency.of(entries.getFirst().activity());
        return new Overview(entries, urgency, count(entries), cost, input, output, read, write, next);
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

    /** Whether any session is shown to run a tool. */
    public boolean anyTool() {
        return counts.toolUse() > 0;
    }

    /** The most urgent, then newest, session. */
    public Optional<SessionEntry> foremost() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getFirst());
    }
}
