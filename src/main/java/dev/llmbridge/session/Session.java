package dev.llmbridge.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The state of one session. It is immutable: {@link #apply} returns the next state.
 *
 * @param id its id
 * @param clients the processes that run it, as far as known
 * @param cwd the client's current working directory; empty if not reported
 * @param project the directory of its project
 * @param labels its name and what it works on
 * @param usage its usage as last reported
 * @param maxCostUsd the highest reported cost in US dollars; the reported cost can drop after a compaction
 * @param working whether a turn is in progress, i.e. between a prompt and the end of the turn
 * @param turnStarted when its last turn began, if that was seen
 * @param background the tasks that keep running after the end of the turn
 * @param tools the running tools, oldest first
 * @param subagents the running subagents
 * @param waiting what it waits for, oldest first; several subagents can ask at the same time
 * @param compacting when the compaction in progress began
 * @param failure the error that ended its last turn
 * @param finished end of its last turn as reported by a hook, if no other turn has begun
 * @param endReported whether a hook has reported the end of the turn while the client's session file still says that
 *     the session is working, because other hooks may delay the end or prevent it
 * @param contradiction hooks that contradict the client's session file; empty if they agree or there is no file
 * @param lastHook what a hook last reported; empty if none has
 * @param stamp CLOCK_MONOTONIC ns of the last applied event; 0 after a reboot
 * @param lastEvent wall-clock time of the last event
 */
public record Session(
        SessionId id,
        Clients clients,
        String cwd,
        ProjectDirectory project,
        SessionLabels labels,
        Usage usage,
        double maxCostUsd,
        boolean working,
        Optional<Instant> turnStarted,
        BackgroundTasks background,
        List<RunningTool> tools,
        List<Subagent> subagents,
        List<Wait> waiting,
        Optional<Instant> compacting,
        Optional<String> failure,
        Optional<Instant> finished,
        boolean endReported,
        Optional<Contradiction> contradiction,
        Optional<LastHook> lastHook,
        long stamp,
        Instant lastEvent) {
    /** The client's time limit for hooks, here for those that run when a turn ends. */
    private static final Duration MAX_STOP_HOOKS = Duration.ofMinutes(10);

    /**
     * A running tool.
     *
     * @param id the client's tool_use_id; empty if it sent none
     * @param name the tool's name as sent by the client
     * @param detail a short description; empty unless the user enabled details
     * @param subagent the subagent that runs it; empty for the session itself
     * @param since when it started
     */
    public record RunningTool(
            String id, String name, Optional<String> detail, Optional<String> subagent, Instant since) {}

    /** A running subagent. */
    public record Subagent(String id, String type) {}

    /**
     * A request to the user that has not been answered yet.
     *
     * @param confirmed whether a notification also reports it; it is then shown without a grace period
     */
    public record Wait(
            Activity.Reason reason,
            Optional<String> tool,
            Optional<String> subagent,
            Instant since,
            boolean confirmed) {
        Wait confirm() {
            return confirmed ? this : new Wait(reason, tool, subagent, since, true);
        }

        /** Returns whether the tool that asks can have this name. */
        boolean isOfTool(String name) {
            return tool.isEmpty() || tool.get().equals(name);
        }

        Activity activity() {
            return new Activity.Waiting(reason, tool, since);
        }

        Instant shownFrom(Expiry expiry) {
            boolean atOnce = confirmed || reason != Activity.Reason.PERMISSION;
            return atOnce ? since : since.plus(expiry.permissionGrace());
        }
    }

    /**
     * Hooks that contradict the client's session file.
     *
     * @param since when the last of them ran
     * @param settled whether the file has been taken as right, because it did not change in time
     */
    public record Contradiction(Instant since, boolean settled) {
        /** How long it may last, because the client writes its file a little later than it runs its hooks. */
        private static final Duration MAX_LAG = Duration.ofSeconds(1);

        Optional<Instant> settlesAt() {
            return settled ? Optional.empty() : Optional.of(since.plus(MAX_LAG));
        }
    }

    /**
     * What a hook last reported.
     *
     * @param report what it said, such as {@code turn ended}
     * @param at when it ran
     */
    public record LastHook(String report, Instant at) {}

    public Session {
        tools = List.copyOf(tools);
        subagents = List.copyOf(subagents);
        waiting = List.copyOf(waiting);
    }

    /**
     * Returns a session of which only the id is known.
     *
     * @param at the time of its last event
     */
    public static Session unknown(SessionId id, Instant at) {
        return new SessionDraft(id, at).session();
    }

    /** Returns the state after one of the session's own events. Accepts any event in any state and never throws. */
    public Session apply(SessionEvent event) {
        return SessionReducer.apply(this, event);
    }

    /** Returns the state at {@link #settlesAt}, if no event arrives first. */
    Session settled() {
        SessionDraft draft = new SessionDraft(this);
        draft.settle();
        return draft.session();
    }

    /** Returns this state with all of its times changed. */
    private Session withTimes(UnaryOperator<Instant> change) {
        SessionDraft draft = new SessionDraft(this);
        draft.changeTimes(change);
        return draft.session();
    }

    /** Returns this state with all of its times shifted by as much as the wall clock was, but not to before 1970. */
    public Session shifted(Duration by) {
        return by.isZero() ? this : withTimes(time -> latest(time.plus(by), Instant.EPOCH));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Returns this state with times in the future replaced by {@code now}. */
    public Session clampedTo(Instant now) {
        return withTimes(time -> time.isAfter(now) ? now : time);
    }

    /** Returns the state after one of several processes has left the session. */
    Session without(Client leaving) {
        SessionDraft draft = new SessionDraft(this);
        draft.remove(leaving);
        return draft.session();
    }

    /** Returns when to replace this state with {@link #settled}, unless an event arrives first; empty if never. */
    Optional<Instant> settlesAt() {
        Optional<Instant> settlesAt = contradiction.flatMap(Contradiction::settlesAt);
        if (settlesAt.isPresent() || !endReported) {
            return settlesAt;
        }
        return finished.map(end -> end.plus(MAX_STOP_HOOKS));
    }

    /** Returns the current activity, without regard to grace periods and expiry. */
    public Activity activity() {
        return waiting.isEmpty() ? activityIgnoringWaits() : waiting.getFirst().activity();
    }

    /** Returns the activity to show at {@code now}, with grace periods and expiry applied. */
    public Activity shown(Instant now, Expiry expiry) {
        if (isIdleIfSilent() && !now.isBefore(lastEvent.plus(expiry.idleAfter()))) {
            return new Activity.Idle(finished, background.shells());
        }
        for (Wait wait : waiting) {
            if (!now.isBefore(wait.shownFrom(expiry))) {
                return wait.activity();
            }
        }
        return activityIgnoringWaits();
    }

    /** Returns how urgent the activity shown at {@code now} is. */
    Overview.Urgency urgency(Activity shown, Instant now, Expiry expiry) {
        boolean failedEarlier = shown instanceof Activity.Failed
                && finished.isPresent()
                && !now.isBefore(finished.get().plus(expiry.failurePriority()));
        return failedEarlier ? Overview.Urgency.FAILED_EARLIER : Overview.Urgency.of(shown);
    }

    /** Returns whether a process is known and was ever seen alive, so that its exit can be detected. */
    public boolean hasKnownProcess() {
        return clients.isAnyAlive();
    }

    /** Returns whether none of its processes has a terminal of its own. */
    public boolean isHeadless() {
        return clients.main().isPresent() && clients.main().get().headless();
    }

    /** Returns whether job control has stopped its process. */
    public boolean isStopped() {
        return clients.main().isPresent() && clients.main().get().stopped();
    }

    /** Returns whether hooks and the client's session file agree, as far as both have said anything. */
    public boolean sourcesAgree() {
        return contradiction.isEmpty() && !endReported;
    }

    /** Returns whether the session has no known process and has been silent for {@link Expiry#removeAfter}. */
    public boolean isExpired(Instant now, Expiry expiry) {
        return !hasKnownProcess() && !now.isBefore(lastEvent.plus(expiry.removeAfter()));
    }

    /**
     * The next moment after {@code now} at which the shown state can change without an event; empty if there is none.
     */
    public Optional<Instant> nextChange(Instant now, Expiry expiry) {
        Optional<Instant> next = Optional.empty();
        for (Wait wait : waiting) {
            next = earlier(now, next, wait.shownFrom(expiry));
        }
        if (failure.isPresent() && finished.isPresent()) {
            next = earlier(now, next, finished.get().plus(expiry.failurePriority()));
        }
        if (isIdleIfSilent()) {
            next = earlier(now, next, lastEvent.plus(expiry.idleAfter()));
        }
        if (!hasKnownProcess()) {
            next = earlier(now, next, lastEvent.plus(expiry.removeAfter()));
        }
        return next;
    }

    /** Returns whether the two states differ at most in the last event and its times. */
    boolean differsOnlyInLastEvent(Session other) {
        SessionDraft draft = new SessionDraft(other);
        draft.stamp = stamp;
        draft.lastEvent = lastEvent;
        draft.lastHook = lastHook;
        draft.clients = draft.clients.withStampsOf(clients);
        return equals(draft.session());
    }

    /** A tool can run, and a request can stay open, for a long time without any event. */
    private boolean isIdleIfSilent() {
        return !hasKnownProcess() && tools.isEmpty() && waiting.isEmpty();
    }

    private static Optional<Instant> earlier(Instant now, Optional<Instant> known, Instant other) {
        boolean isNext = other.isAfter(now) && (known.isEmpty() || other.isBefore(known.get()));
        return isNext ? Optional.of(other) : known;
    }

    private Activity activityIgnoringWaits() {
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
            return new Activity.Thinking(background.workers());
        }
        int inBackground = Math.max(background.workers(), subagents.size());
        return inBackground > 0
                ? new Activity.Thinking(inBackground)
                : new Activity.Idle(finished, background.shells());
    }
}
