package dev.llmbridge.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A session while one event is applied to it. */
final class SessionDraft {
    private final SessionId id;
    Optional<ClientProcess> client;
    String cwd;
    Usage usage;
    double maxCostUsd;
    boolean working;
    int background;
    final List<RunningTool> tools;
    final List<Session.Subagent> subagents;
    final List<Session.Wait> waiting;
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

    boolean isBusy() {
        return working || background > 0 || !subagents.isEmpty();
    }

    /** Whatever went on no longer does; what the session is and has used stays. */
    void close() {
        working = false;
        background = 0;
        tools.clear();
        subagents.clear();
        waiting.clear();
        compacting = Optional.empty();
    }
}
