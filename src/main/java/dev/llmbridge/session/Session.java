package dev.llmbridge.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one session. {@link #on} is the only way it changes.
 *
 * @param id its name
 * @param client the process behind it, where known
 * @param cwd the client's working folder; empty where not told
 * @param usage what it has used
 * @param maxCostUsd the most that its cost ever was: told costs can fall after a compaction
 * @param working between a prompt and the turn's end, as the last applied event said
 * @param turnStarted when its last turn began, where that was seen
 * @param background tasks that run on after the turn's end
 * @param tools that run now, oldest first
 * @param subagents that run now
 * @param waiting what it waits for, oldest first; its subagents may ask at the same time
 * @param compacting since when the conversation is being compacted
 * @param failure the error that ended its last turn
 * @param finished end of its last turn, where that ended by itself and no other has begun
 * @param stamp CLOCK_MONOTONIC ns of the last event that was applied; 0 after a reboot
 * @param lastEvent wall time of the last sign of life
 */
public record Session(
        SessionId id,
        Optional<ClientProcess> client,
        String cwd,
        Usage usage,
        double maxCostUsd,
        boolean working,
        Optional<Instant> turnStarted,
        int background,
        List<RunningTool> tools,
        List<Subagent> subagents,
        List<Wait> waiting,
        Optional<Instant> compacting,
        Optional<String> failure,
        Optional<Instant> finished,
        long stamp,
        Instant lastEvent) {

    /** A subagent that runs. */
    public record Subagent(String id, String type) {}

    /**
     * A session's wait for its user.
     *
     * @param confirmed the client itself says so (its session file, or a notice): shown without grace
     */
    public record Wait(
            Activity.Reason reason, Optional<String> tool, Optional<String> agent, Instant since, boolean confirmed) {
        Wait confirm() {
            return confirmed ? this : new Wait(reason, tool, agent, since, true);
        }

        Activity activity() {
            return new Activity.Waiting(reason, tool, since);
        }

        Instant shownFrom(Expiry expiry) {
            boolean atOnce = confirmed || reason != Activity.Reason.PERMISSION;
            return atOnce ? since : since.plus(expiry.permissionGrace());
        }
    }

    public Session {
        tools = List.copyOf(tools);
        subagents = List.copyOf(subagents);
        waiting = List.copyOf(waiting);
    }

    /** A session of which nothing is known but its name. */
    public static Session unknown(SessionId id, Instant at) {
        return new Session(
                id,
                Optional.empty(),
                "",
                Usage.NONE,
                0,
                false,
                Optional.empty(),
                0,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                at);
    }

    /** What this session is after an event of its own. Takes any event in any state and never throws. */
    public Session on(SessionEvent event) {
        return SessionReducer.apply(this, event);
    }

    /** What the session does, as far as is known: neither grace nor expiry. */
    public Activity activity() {
        return waiting.isEmpty() ? activityBesideWaiting() : waiting.getFirst().activity();
    }

    /** What of it is to be shown at a moment: after the graces and expiries that {@code expiry} tells. */
    public Activity shown(Instant now, Expiry expiry) {
        if (!hasLivingWitness() && !now.isBefore(lastEvent.plus(expiry.idleAfter()))) {
            return new Activity.Idle(finished);
        }
        for (Wait wait : waiting) {
            if (!now.isBefore(wait.shownFrom(expiry))) {
                return wait.activity();
            }
        }
        return activityBesideWaiting();
    }

    /** Whether the session has been silent for so long, without a process to vouch for it, that it counts as over. */
    public boolean isForgotten(Instant now, Expiry expiry) {
        return !hasLivingWitness() && !now.isBefore(lastEvent.plus(expiry.removeAfter()));
    }

    /** The next moment after {@code now} at which, without an event, something else is shown. */
    public Optional<Instant> nextChange(Instant now, Expiry expiry) {
        Optional<Instant> next = Optional.empty();
        for (Wait wait : waiting) {
            next = sooner(now, next, wait.shownFrom(expiry));
        }
        if (!hasLivingWitness()) {
            next = sooner(now, next, lastEvent.plus(expiry.idleAfter()));
            next = sooner(now, next, lastEvent.plus(expiry.removeAfter()));
        }
        return next;
    }

    /** Whether nothing but the moment of its last event tells this session from another of the same id. */
    boolean isSameButForTimes(Session other) {
        SessionDraft draft = new SessionDraft(other);
        draft.stamp = stamp;
        draft.lastEvent = lastEvent;
        return equals(draft.session());
    }

    private static Optional<Instant> sooner(Instant now, Optional<Instant> known, Instant other) {
        boolean isNext = other.isAfter(now) && (known.isEmpty() || other.isBefore(known.get()));
        return isNext ? Optional.of(other) : known;
    }

    private boolean hasLivingWitness() {
        return client.isPresent() && client.get().isKnownAlive();
    }

    private Activity activityBesideWaiting() {
        if (failure.isPresent()) {
            return new Activity.Failed(failure.get());
        }
        if (compacting.isPresent()) {
            return new Activity.Compacting(compacting.get());
        }
        if (working && !tools.isEmpty()) {
            RunningTool newest = tools.getLast();
            return new Activity.ToolUse(newest.name(), newest.detail(), newest.since());
        }
        if (working) {
            return new Activity.Thinking(background);
        }
        int outliving = Math.max(background, subagents.size());
        return outliving > 0 ? new Activity.Thinking(outliving) : new Activity.Idle(finished);
    }
}
