package dev.llmbridge.session;

import dev.llmbridge.session.Session.Contradiction;
import dev.llmbridge.session.Session.LastHook;
import dev.llmbridge.session.Session.RunningTool;
import dev.llmbridge.session.Session.Subagent;
import dev.llmbridge.session.Session.Wait;
import dev.llmbridge.session.SessionEvent.ClientStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A mutable copy of a session, used while one event is applied. */
final class SessionDraft {
    /**
     * The maximum length of each list. A client runs far fewer at once; if it never ends any, the oldest is dropped.
     */
    private static final int MAX_ELEMENTS = 256;

    private final SessionId id;
    Clients clients = Clients.NONE;
    String cwd = "";
    ProjectDirectory project = ProjectDirectory.UNKNOWN;
    SessionLabels labels = SessionLabels.NONE;
    Usage usage = Usage.NONE;
    double maxCostUsd;
    boolean working;
    Optional<Instant> turnStarted = Optional.empty();
    BackgroundTasks background = BackgroundTasks.NONE;
    final List<RunningTool> tools = new ArrayList<>();
    final List<Subagent> subagents = new ArrayList<>();
    final List<Wait> waiting = new ArrayList<>();
    Optional<Instant> compacting = Optional.empty();
    Optional<String> failure = Optional.empty();
    Optional<Instant> finished = Optional.empty();
    boolean endReported;
    Optional<Contradiction> contradiction = Optional.empty();
    Optional<LastHook> lastHook = Optional.empty();
    long stamp;
    Instant lastEvent;

    /** A session of which only the id is known. */
    SessionDraft(SessionId id, Instant lastEvent) {
        this.id = id;
        this.lastEvent = lastEvent;
    }

    SessionDraft(Session session) {
        this(session.id(), session.lastEvent());
        clients = session.clients();
        cwd = session.cwd();
        project = session.project();
        labels = session.labels();
        usage = session.usage();
        maxCostUsd = session.maxCostUsd();
        working = session.working();
        turnStarted = session.turnStarted();
        background = session.background();
        tools.addAll(session.tools());
        subagents.addAll(session.subagents());
        waiting.addAll(session.waiting());
        compacting = session.compacting();
        failure = session.failure();
        finished = session.finished();
        endReported = session.endReported();
        contradiction = session.contradiction();
        lastHook = session.lastHook();
        stamp = session.stamp();
    }

    Session session() {
        return new Session(
                id,
                clients,
                cwd,
                project,
                labels,
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
                endReported,
                contradiction,
                lastHook,
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

    /** Removes one of several processes. If the last hook was its own, what it did ends too. */
    void remove(Client leaving) {
        boolean isLatest = clients.isLatest(leaving);
        clients = clients.without(leaving);
        Optional<FileStatus> file = clients.file();
        if (isLatest && file.isPresent()) {
            apply(file.get());
        } else if (isLatest) {
            endActivity();
        }
        compareWithFile();
    }

    boolean fileSays(ClientStatus status) {
        Optional<FileStatus> file = clients.file();
        return file.isPresent() && file.get().status() == status;
    }

    /** Notes whether the client's file contradicts the state that results from hooks. */
    void compareWithFile() {
        Optional<FileStatus> file = clients.file();
        contradiction = file.isPresent() && contradicts(file.get().status())
                ? Optional.of(new Contradiction(lastEvent, false))
                : Optional.empty();
    }

    private boolean contradicts(ClientStatus status) {
        return switch (status) {
            case IDLE, SHELL -> isBusy() || !waiting.isEmpty() || compacting.isPresent();
            case BUSY -> !waiting.isEmpty() || !isBusy() && compacting.isEmpty() && failure.isEmpty();
            case WAITING -> waiting.isEmpty();
        };
    }

    boolean isBusy() {
        return working || background.workers() > 0 || !subagents.isEmpty();
    }

    /** Ends all activity except background shells. Identity, usage and the result of the last turn are kept. */
    void endActivity() {
        working = false;
        endReported = false;
        background = background.withWorkers(0);
        tools.clear();
        subagents.clear();
        waiting.clear();
        compacting = Optional.empty();
    }

    /** Applies what the client's session file says. */
    void apply(FileStatus file) {
        switch (file.status()) {
            case IDLE -> {
                endActivity();
                background = BackgroundTasks.NONE;
            }
            case SHELL -> {
                endActivity();
                background = background.withShells(Math.max(1, background.shells()));
            }
            case BUSY -> {
                waiting.clear();
                if (!isBusy() && compacting.isEmpty() && failure.isEmpty()) {
                    startTurn(file.since());
                    finished = Optional.empty();
                }
            }
            case WAITING -> {
                if (waiting.isEmpty()) {
                    waiting.add(new Wait(file.reason(), Optional.empty(), Optional.empty(), file.since(), false));
                }
            }
        }
    }

    /** From now on, only the hooks determine the state of these processes, until they write their files again. */
    void distrustFile(Predicate<Client> ofClient) {
        clients = clients.update(ofClient, client -> client.withFile(Optional.empty()));
        if (endReported && !clients.isAnyFileBusy()) {
            endActivity();
        }
        compareWithFile();
    }

    /** Lets the client's file decide a contradiction, or stops relying on it; {@link Session#settlesAt} says when. */
    void settle() {
        Optional<FileStatus> file = clients.file();
        if (file.isPresent()
                && contradiction.isPresent()
                && !contradiction.get().settled()) {
            apply(file.get());
            contradiction = Optional.of(new Contradiction(contradiction.get().since(), true));
        } else {
            distrustFile(client -> client.fileSays(ClientStatus.BUSY));
        }
    }

    void changeTimes(UnaryOperator<Instant> change) {
        clients = clients.update(
                _ -> true, client -> client.withFile(client.file().map(file -> file.withSince(change))));
        turnStarted = turnStarted.map(change);
        tools.replaceAll(tool ->
                new RunningTool(tool.id(), tool.name(), tool.detail(), tool.subagent(), change.apply(tool.since())));
        waiting.replaceAll(wait ->
                new Wait(wait.reason(), wait.tool(), wait.subagent(), change.apply(wait.since()), wait.confirmed()));
        compacting = compacting.map(change);
        finished = finished.map(change);
        contradiction = contradiction.map(both -> new Contradiction(change.apply(both.since()), both.settled()));
        lastHook = lastHook.map(last -> new LastHook(last.report(), change.apply(last.at())));
        if (usage.limits().reportedAt().isAfter(Instant.EPOCH)) {
            usage = usage.withLimits(usage.limits().withTime(change));
        }
        lastEvent = change.apply(lastEvent);
    }

    void ensureSubagent(String id) {
        if (!hasSubagent(id)) {
            addBounded(subagents, new Subagent(id, ""));
        }
    }

    boolean hasSubagent(String id) {
        for (Subagent subagent : subagents) {
            if (subagent.id().equals(id)) {
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
        tools.removeIf(tool -> tool.subagent().isEmpty());
    }

    /** Ends the tools with these ids; tools without an id are not ended. */
    void closeToolsById(Set<String> ids) {
        tools.removeIf(tool -> !tool.id().isEmpty() && ids.contains(tool.id()));
    }

    void closeNewestTool(String name, Optional<String> subagent) {
        for (int i = tools.size() - 1; i >= 0; i--) {
            RunningTool tool = tools.get(i);
            if (tool.subagent().equals(subagent)
                    && (name.isEmpty() || tool.name().equals(name))) {
                tools.remove(i);
                return;
            }
        }
    }

    /**
     * Ends the matching waits of a subagent or, if it is empty, of the session itself. A wait ends when its tool ends;
     * if several running tools could be the one that asks, it ends when the last of them ends.
     */
    void endWaits(Optional<String> subagent, Predicate<Wait> matching) {
        waiting.removeIf(wait -> wait.subagent().equals(subagent) && matching.test(wait) && !runsToolOf(wait));
    }

    private boolean runsToolOf(Wait wait) {
        for (RunningTool tool : tools) {
            boolean asks = wait.isOfTool(tool.name()) && tool.subagent().equals(wait.subagent());
            if (asks && !tool.since().isAfter(wait.since())) {
                return true;
            }
        }
        return false;
    }

    static <T> void addBounded(List<T> list, T element) {
        addBounded(list, list.size(), element);
    }

    static <T> void addBounded(List<T> list, int place, T element) {
        list.add(place, element);
        if (list.size() > MAX_ELEMENTS) {
            list.removeFirst();
        }
    }
}
