package dev.llmbridge.session;

import dev.llmbridge.session.Activity.Reason;
import dev.llmbridge.session.SessionEvent.ClientStatus;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionEvent.StartReason;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Factory methods for event details. */
final class EventDetails {
    private EventDetails() {}

    static EventDetail started(StartReason source) {
        return new EventDetail.SessionStarted(source);
    }

    static EventDetail prompt() {
        return new EventDetail.PromptSubmitted(true);
    }

    static EventDetail taskNotification() {
        return new EventDetail.PromptSubmitted(false);
    }

    static EventDetail pre(String id, String name) {
        return new EventDetail.ToolStarted(id, name, Optional.empty(), Optional.empty());
    }

    static EventDetail preIn(String agent, String id, String name) {
        return new EventDetail.ToolStarted(id, name, Optional.empty(), Optional.of(agent));
    }

    static EventDetail post(String id, String name) {
        return new EventDetail.ToolEnded(id, name, Optional.empty());
    }

    static EventDetail postIn(String agent, String id, String name) {
        return new EventDetail.ToolEnded(id, name, Optional.of(agent));
    }

    static EventDetail batch(String... ids) {
        return new EventDetail.ToolsEnded(Set.of(ids), Optional.empty());
    }

    static EventDetail asks(Reason reason, String tool) {
        return new EventDetail.Asked(reason, Optional.of(tool), Optional.empty());
    }

    static EventDetail asksIn(String agent, String tool) {
        return new EventDetail.Asked(Reason.PERMISSION, Optional.of(tool), Optional.of(agent));
    }

    static EventDetail elicits() {
        return new EventDetail.Asked(Reason.INPUT, Optional.empty(), Optional.empty());
    }

    static EventDetail notice(Reason reason) {
        return new EventDetail.WaitNotified(reason);
    }

    static EventDetail answered() {
        return new EventDetail.Answered();
    }

    static EventDetail stop(int workers) {
        return stop(workers, 0);
    }

    static EventDetail stop(int workers, int shells) {
        return new EventDetail.TurnEnded(new BackgroundTasks(workers, shells));
    }

    static EventDetail stopFailure(String message) {
        return new EventDetail.TurnFailed(message);
    }

    static EventDetail subagentStart(String agent) {
        return new EventDetail.SubagentStarted(agent, "general-purpose");
    }

    static EventDetail subagentStop(String agent, int workers) {
        return new EventDetail.SubagentEnded(agent, new BackgroundTasks(workers, 0));
    }

    static EventDetail preCompact() {
        return new EventDetail.CompactionStarted();
    }

    static EventDetail postCompact() {
        return new EventDetail.CompactionEnded();
    }

    static EventDetail ended() {
        return new EventDetail.SessionEnded();
    }

    static EventDetail fileIdle() {
        return new EventDetail.ClientStatusReported(ClientStatus.IDLE, Reason.INPUT);
    }

    static EventDetail fileShell() {
        return new EventDetail.ClientStatusReported(ClientStatus.SHELL, Reason.INPUT);
    }

    static EventDetail fileRemoved() {
        return new EventDetail.ClientFileRemoved();
    }

    static EventDetail idleNotice() {
        return new EventDetail.IdleNotified();
    }

    static EventDetail fileBusy() {
        return new EventDetail.ClientStatusReported(ClientStatus.BUSY, Reason.INPUT);
    }

    static EventDetail fileWaiting(Reason reason) {
        return new EventDetail.ClientStatusReported(ClientStatus.WAITING, reason);
    }

    static EventDetail clientStopped(boolean stopped) {
        return new EventDetail.ClientStopped(stopped);
    }

    static EventDetail headless() {
        return new EventDetail.ClientKindReported(true);
    }

    static EventDetail seen() {
        return new EventDetail.Seen();
    }

    static EventDetail clientGone() {
        return new EventDetail.ClientExited();
    }

    static EventDetail branch() {
        return new EventDetail.BranchRead("main");
    }

    static EventDetail used(double costUsd) {
        return new EventDetail.UsageReported(
                Usages.of(
                        "Opus 4.5",
                        costUsd,
                        10,
                        20,
                        30,
                        40,
                        OptionalInt.of(5),
                        0,
                        0,
                        Optional.empty(),
                        Optional.empty()),
                "");
    }
}
