package dev.llmbridge.session;

import dev.llmbridge.session.Session.RunningTool;
import dev.llmbridge.session.Session.Subagent;
import dev.llmbridge.session.Session.Wait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A mutable copy of a session, used while one event is applied. */
final class SessionDraft {
    /**
     * Bounds each list; clients run far fewer at once. If a client never ends what it starts, the oldest is dropped.
     */
    private static final int MAX_ELEMENTS = 256;

    private final SessionId id;
    Optional<ClientProcess> client;
    String cwd;
    Usage usage;
    double maxCostUsd;
    boolean working;
    Optional<Instant> turnStarted;
    int background;
    final List<RunningTool> tools;
    final List<Subagent> subagents;
    final List<Wait> waiting;
    Optional<Instant> compacting;
    Optional<String> failure;
    Optional<Instant> finished;
    long stamp;
    Instant lastEvent;

    SessionDraft(Session session) {
        id = session.id();
        client = session.client();
        cwd = session.cwd();
        usage = session.usage();
        maxCostUsd = session.maxCostUsd();
        working = session.working();
        turnStarted = session.turnStarted();
        background = session.background();
        tools = new ArrayList<>(session.tools());
        subagents = new ArrayList<>(session.subagents());
        waiting = new ArrayList<>(session.waiting());
        compacting = session.compacting();
        failure = session.failure();
        finished = session.finished();
        stamp = session.stamp();
        lastEvent = session.lastEvent();
    }

    Session session() {
        return new Session(
                id,
                client,
                cwd,
                usage,
                maxCostUsd,
                working,
                turnStarted,
                background,
                tools,
                subagents,
                waiting,
                compacting,
                failure,
                finished,
                stamp,
                lastEvent);
    }

    /** Marks a turn as in progress. Keeps its start if it has already begun. */
    void startTurn(Instant now) {
        if (!working || turnStarted.isEmpty()) {
            turnStarted = Optional.of(now);
        }
        working = true;
    }

    boolean isBusy() {
        return working || background > 0 || !subagents.isEmpty();
    }

    /** Ends all activity. Identity, usage and the result of the last turn stay. */
    void endActivity() {
        working = false;
        background = 0;
        tools.clear();
        subagents.clear();
        waiting.clear();
        compacting = Optional.empty();
    }

    void ensureSubagent(String agent) {
        if (!hasSubagent(agent)) {
            addBounded(subagents, new Subagent(agent, ""));
        }
    }

    boolean hasSubagent(String agent) {
        for (Subagent subagent : subagents) {
            if (subagent.id().equals(agent)) {
                return true;
            }
        }
        return false;
    }

    int firstToolAfter(Instant at) {
        int place = 0;
        while (place < tools.size() && !tools.get(place).since().isAfter(at)) {
            place++;
        }
        return place;
    }

    boolean isRunning(String id) {
        for (RunningTool tool : tools) {
            if (tool.id().equals(id)) {
                return true;
            }
        }
        return false;
    }

    void closeOwnTools() {
        tools.removeIf(tool -> tool.agent().isEmpty());
    }

    void closeToolsById(String id) {
        if (!id.isEmpty()) {
            tools.removeIf(tool -> tool.id().equals(id));
        }
    }

    void closeToolsById(Collection<String> ids) {
        tools.removeIf(tool -> !tool.id().isEmpty() && ids.contains(tool.id()));
    }

    void closeNewestTool(String name, Optional<String> agent) {
        for (int i = tools.size() - 1; i >= 0; i--) {
            RunningTool tool = tools.get(i);
            if (tool.agent().equals(agent) && (name.isEmpty() || tool.name().equals(name))) {
                tools.remove(i);
                return;
            }
        }
    }

    /**
     * A wait ends when its tool ends; if several running tools could be the one that asks, when the last of them ends.
     */
    void endWaitsOf(Optional<String> agent, String tool) {
        waiting.removeIf(wait ->
                wait.agent().equals(agent) && (wait.tool().isEmpty() || isOf(wait.tool(), tool)) && !runsToolOf(wait));
    }

    void endWaitsWithoutTool(Optional<String> agent) {
        waiting.removeIf(wait -> wait.agent().equals(agent) && wait.tool().isEmpty() && !runsToolOf(wait));
    }

    boolean runsToolOf(Wait wait) {
        for (RunningTool tool : tools) {
            boolean sameTool = wait.tool().isEmpty() || isOf(wait.tool(), tool.name());
            if (sameTool && tool.agent().equals(wait.agent()) && !tool.since().isAfter(wait.since())) {
                return true;
            }
        }
        return false;
    }

    static boolean isOf(Optional<String> holder, String value) {
        return holder.isPresent() && holder.get().equals(value);
    }

    static <T> void addBounded(List<T> list, T element) {
        if (list.size() == MAX_ELEMENTS) {
            list.removeFirst();
        }
        list.add(element);
    }
}
