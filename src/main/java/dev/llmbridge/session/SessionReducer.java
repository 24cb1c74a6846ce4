package dev.llmbridge.session;

import dev.llmbridge.session.Session.LastHook;
import dev.llmbridge.session.Session.RunningTool;
import dev.llmbridge.session.Session.Subagent;
import dev.llmbridge.session.Session.Wait;
import dev.llmbridge.session.SessionEvent.ClientStatus;
import dev.llmbridge.session.SessionEvent.EventDetail;
import java.util.Optional;
import java.util.Set;

/** Applies one event to a session. */
final class SessionReducer {
    private final SessionDraft draft;
    private final SessionEvent event;

    private SessionReducer(Session session, SessionEvent event) {
        this.draft = new SessionDraft(session);
        this.event = event;
    }

    static Session apply(Session session, SessionEvent event) {
        return new SessionReducer(session, event).reduce();
    }

    private Session reduce() {
        boolean late = event.stamp() < draft.stamp;
        applyCommonFields(late);
        switch (event.detail()) {
            case EventDetail.Seen _ -> {}
            case EventDetail.ClientKindReported(var headless) ->
                draft.clients = draft.clients.update(event.client(), client -> client.withHeadless(headless));
            case EventDetail.ClientStopped(var stopped) ->
                draft.clients = draft.clients.update(event.client(), client -> client.withStopped(stopped));
            case EventDetail.UsageReported(var report, var _, var labels) -> {
                applyUsage(report);
                draft.labels = labels.map(draft.labels::withReport).orElse(draft.labels);
            }
            case EventDetail.BranchRead(var branch) -> draft.labels = draft.labels.withCheckedOutBranch(branch);
            case EventDetail.ClientStatusReported(var status, var reason) ->
                applyFile(new FileStatus(status, reason, event.at()));
            case EventDetail.ClientFileRemoved _ -> {
                if (event.client().isPresent()) {
                    draft.distrustFile(this::isOfSender);
                }
            }
            case EventDetail detail when late -> applyLate(detail);
            case EventDetail detail -> {
                draft.stamp = event.stamp();
                draft.clients = draft.clients.update(event.client(), client -> client.active(event.stamp()));
                noteHook();
                applyInOrder(detail);
                draft.compareWithFile();
            }
        }
        return draft.session();
    }

    private void noteHook() {
        Optional<String> report = event.hookReport();
        if (report.isPresent()) {
            draft.lastHook = Optional.of(new LastHook(report.get(), event.at()));
        }
    }

    private void applyFile(FileStatus reported) {
        draft.clients = draft.clients.update(event.client(), client -> client.withFile(Optional.of(reported)));
        // The file of another process of the session may have a more active status. A hook contains more information
        // than a file, so it takes precedence if both have the same stamp.
        if (draft.clients.file().equals(Optional.of(reported)) && event.stamp() > draft.stamp) {
            draft.stamp = event.stamp();
            draft.clients = draft.clients.update(event.client(), client -> client.active(event.stamp()));
            if (!isPause(reported.status())) {
                draft.apply(reported);
            }
        }
        draft.compareWithFile();
    }

    /**
     * When a background subagent has ended, the client's file says idle for up to 50 ms before the client continues
     * with the result. If it does not continue, the file determines the state after the usual time.
     */
    private boolean isPause(ClientStatus status) {
        boolean afterSubagent = draft.endReported
                && draft.lastHook.map(LastHook::report).equals(Optional.of(SessionEvent.SUBAGENT_ENDED));
        return switch (status) {
            case IDLE, SHELL -> afterSubagent;
            case BUSY, WAITING -> false;
        };
    }

    private boolean isOfSender(Client client) {
        return event.client().isPresent() && client.isSender(event.client().get());
    }

    private void applyCommonFields(boolean late) {
        if (event.at().isAfter(draft.lastEvent)) {
            draft.lastEvent = event.at();
        }
        // A subagent may work in another directory, such as a worktree.
        if (!event.isOfSubagent()) {
            if (!event.cwd().isEmpty() && (!late || draft.cwd.isEmpty())) {
                draft.cwd = event.cwd();
            }
            draft.project = draft.project.orBetter(event.projectDirectory(), late);
        }
        if (event.client().isPresent() && (!late || draft.clients.all().isEmpty() || event.isOfFile())) {
            draft.clients = draft.clients.with(event.client().get());
        }
    }

    private void applyUsage(Usage report) {
        draft.usage = draft.usage.updatedWith(report);
        double cost = report.costUsd().orElse(0);
        if (Double.isFinite(cost) && cost > draft.maxCostUsd) {
            draft.maxCostUsd = cost;
        }
    }

    private void applyInOrder(EventDetail detail) {
        switch (detail) {
            case EventDetail.SessionStarted(var source) -> start(source);
            case EventDetail.PromptSubmitted(var byUser) -> submit(byUser);
            case EventDetail.ToolStarted started -> startTool(started);
            case EventDetail.ToolEnded ended -> endTool(ended);
            case EventDetail.ToolsEnded(var ids, var subagent) -> endBatch(ids, subagent);
            case EventDetail.Asked asked -> ask(asked);
            case EventDetail.WaitNotified(var reason) -> addConfirmedWait(reason);
            case EventDetail.Answered _ -> answer();
            case EventDetail.TurnEnded(var background) -> endTurn(background);
            case EventDetail.TurnFailed(var message) -> {
                stop(draft.background);
                draft.failure = Optional.of(message);
            }
            case EventDetail.SubagentStarted(var id, var type) -> startSubagent(id, type);
            case EventDetail.SubagentEnded(var id, var background) -> stopSubagent(id, background);
            case EventDetail.CompactionStarted _ -> {
                draft.compacting = Optional.of(event.at());
                draft.failure = Optional.empty();
            }
            case EventDetail.CompactionEnded _ -> draft.compacting = Optional.empty();
            case EventDetail.SessionEnded _, EventDetail.ClientExited _ -> {
                draft.endActivity();
                draft.failure = Optional.empty();
            }
            case EventDetail.IdleNotified _ -> {
                if (draft.fileSays(ClientStatus.BUSY)) {
                    draft.distrustFile(client -> event.client().isEmpty() || isOfSender(client));
                }
            }
            case EventDetail.UsageReported _,
                    EventDetail.BranchRead _,
                    EventDetail.ClientStatusReported _,
                    EventDetail.ClientFileRemoved _,
                    EventDetail.ClientKindReported _,
                    EventDetail.ClientStopped _,
                    EventDetail.Seen _ -> {}
        }
    }

    private void start(SessionEvent.StartReason source) {
        if (source == SessionEvent.StartReason.COMPACT) {
            draft.compacting = Optional.empty();
            return;
        }
        if (draft.clients.isAnotherActive(event.client())) {
            return;
        }
        draft.endActivity();
        draft.background = BackgroundTasks.NONE;
        draft.failure = Optional.empty();
        draft.finished = Optional.empty();
    }

    private boolean isWorkingAccordingToFiles() {
        return draft.fileSays(ClientStatus.BUSY) || draft.clients.isAnotherActive(event.client());
    }

    private void submit(boolean byUser) {
        // The client runs this hook when the prompt is typed, even if it queues the prompt for the end of the turn.
        boolean isQueued = byUser && draft.working && !draft.endReported && isWorkingAccordingToFiles();
        if (isQueued) {
            return;
        }
        // An interrupt fires no hook, so an earlier turn may have left activity behind. It ends here at the latest.
        if (byUser && draft.background.workers() == 0) {
            draft.endActivity();
        }
        draft.closeOwnTools();
        draft.waiting.removeIf(wait -> byUser || wait.subagent().isEmpty());
        draft.compacting = Optional.empty();
        beginTurn();
        draft.turnStarted = Optional.of(event.at());
    }

    private void beginTurn() {
        draft.startTurn(event.at());
        draft.failure = Optional.empty();
        draft.finished = Optional.empty();
        draft.endReported = false;
    }

    private void startTool(EventDetail.ToolStarted started) {
        if (started.subagent().isEmpty()) {
            draft.compacting = Optional.empty();
            beginTurn();
        } else {
            draft.ensureSubagent(started.subagent().get());
        }
        draft.closeToolsById(Set.of(started.id()));
        draft.endWaits(started.subagent(), wait -> wait.tool().isEmpty());
        SessionDraft.addBounded(draft.tools, running(started));
    }

    private RunningTool running(EventDetail.ToolStarted started) {
        return new RunningTool(started.id(), started.name(), started.detail(), started.subagent(), event.at());
    }

    private void endTool(EventDetail.ToolEnded ended) {
        if (ended.subagent().isEmpty()) {
            beginTurn();
        }
        if (ended.id().isEmpty()) {
            draft.closeNewestTool(ended.name(), ended.subagent());
        } else {
            draft.closeToolsById(Set.of(ended.id()));
        }
        draft.endWaits(ended.subagent(), wait -> wait.isOfTool(ended.name()));
    }

    private void endBatch(Set<String> ids, Optional<String> subagent) {
        draft.closeToolsById(ids);
        draft.endWaits(subagent, _ -> true);
    }

    private void ask(EventDetail.Asked asked) {
        if (asked.subagent().isPresent()) {
            draft.ensureSubagent(asked.subagent().get());
        } else {
            beginTurn();
        }
        for (Wait wait : draft.waiting) {
            if (wait.tool().equals(asked.tool()) && wait.subagent().equals(asked.subagent())) {
                return;
            }
        }
        SessionDraft.addBounded(
                draft.waiting, new Wait(asked.reason(), asked.tool(), asked.subagent(), event.at(), false));
    }

    private void addConfirmedWait(Activity.Reason reason) {
        if (draft.waiting.isEmpty()) {
            draft.waiting.add(new Wait(reason, Optional.empty(), Optional.empty(), event.at(), true));
        } else {
            draft.waiting.replaceAll(Wait::confirm);
        }
    }

    private void answer() {
        // An answer ends questions, plans and input requests; a permission request normally ends with its tool.
        if (!draft.waiting.removeIf(wait -> wait.reason() != Activity.Reason.PERMISSION)) {
            draft.waiting.clear();
        }
        if (!draft.isBusy()) {
            beginTurn();
        }
    }

    /**
     * Other hooks for the end of the turn may still be running, and one of them may prevent it. In both cases the
     * client's file says that the session is working. Another process of the session may also be working.
     */
    private void endTurn(BackgroundTasks background) {
        boolean mayContinue = isWorkingAccordingToFiles() && background.workers() == 0;
        stop(background);
        if (mayContinue) {
            draft.working = true;
            draft.endReported = true;
        }
    }

    private void stop(BackgroundTasks background) {
        draft.working = false;
        draft.endReported = false;
        draft.failure = Optional.empty();
        draft.compacting = Optional.empty();
        draft.finished = Optional.of(event.at());
        draft.background = background;
        if (draft.background.workers() == 0) {
            draft.endActivity();
        } else {
            draft.closeOwnTools();
            draft.waiting.removeIf(wait -> wait.subagent().isEmpty());
        }
    }

    private void startSubagent(String id, String type) {
        draft.subagents.removeIf(subagent -> subagent.id().equals(id));
        SessionDraft.addBounded(draft.subagents, new Subagent(id, type));
    }

    private void stopSubagent(String id, BackgroundTasks background) {
        boolean wasBusy = draft.isBusy();
        draft.subagents.removeIf(subagent -> subagent.id().equals(id));
        draft.tools.removeIf(tool -> tool.subagent().equals(Optional.of(id)));
        draft.waiting.removeIf(wait -> wait.subagent().equals(Optional.of(id)));
        // During a turn the count includes the turn's own tasks; only tasks of earlier turns are in the background.
        int known = draft.background.workers();
        draft.background = draft.working ? background.withWorkers(Math.min(known, background.workers())) : background;
        // The client continues with what the subagent found, and its file says so before the next hook does.
        if (wasBusy && !draft.isBusy() && isWorkingAccordingToFiles()) {
            draft.working = true;
            draft.endReported = true;
        }
    }

    /** Applies an event that arrived out of order. Only its information on individual tools can still be valid. */
    private void applyLate(EventDetail detail) {
        switch (detail) {
            case EventDetail.ToolStarted started -> {
                // Start events of parallel tools can arrive out of order, but a tool's end never overtakes its start.
                boolean mayRun = started.subagent().map(draft::hasSubagent).orElse(draft.working);
                int place = draft.firstToolAfter(event.at());
                if (mayRun && place < draft.tools.size() && !draft.isRunning(started.id())) {
                    SessionDraft.addBounded(draft.tools, place, running(started));
                }
            }
            case EventDetail.ToolEnded ended -> draft.closeToolsById(Set.of(ended.id()));
            case EventDetail.ToolsEnded(var ids, var _) -> draft.closeToolsById(ids);
            case EventDetail _ -> {}
        }
    }
}
