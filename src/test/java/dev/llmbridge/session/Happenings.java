package dev.llmbridge.session;

import dev.llmbridge.session.Activity.Reason;
import dev.llmbridge.session.SessionEvent.EndReason;
import dev.llmbridge.session.SessionEvent.Happening;
import dev.llmbridge.session.SessionEvent.Source;
import dev.llmbridge.session.SessionEvent.Status;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Short words for what a client tells. */
final class Happenings {
    private Happenings() {}

    static Happening started(Source source) {
        return new Happening.Started(source);
    }

    static Happening prompt() {
        return new Happening.PromptSubmitted(true);
    }

    static Happening taskNotification() {
        return new Happening.PromptSubmitted(false);
    }

    static Happening pre(String id, String name) {
        return new Happening.ToolStarted(id, name, Optional.empty(), Optional.empty());
    }

    static Happening preIn(String agent, String id, String name) {
        return new Happening.ToolStarted(id, name, Optional.empty(), Optional.of(agent));
    }

    static Happening post(String id, String name) {
        return new Happening.ToolEnded(id, name, Optional.empty());
    }

    static Happening postIn(String agent, String id, String name) {
        return new Happening.ToolEnded(id, name, Optional.of(agent));
    }

    static Happening batch(String... ids) {
        return new Happening.ToolsEnded(Set.of(ids), Optional.empty());
    }

    static Happening asks(Reason reason, String tool) {
        return new Happening.Asked(reason, Optional.of(tool), Optional.empty());
    }

    static Happening asksIn(String agent, String tool) {
        return new Happening.Asked(Reason.PERMISSION, Optional.of(tool), Optional.of(agent));
    }

    static Happening elicits() {
        return new Happening.Asked(Reason.INPUT, Optional.empty(), Optional.empty());
    }

    static Happening notice(Reason reason) {
        return new Happening.WaitNoticed(reason);
    }

    static Happening answered() {
        return new Happening.Answered();
    }

    static Happening stop(int background) {
        return new Happening.Stopped(background);
    }

    static Happening stopFailure(String message) {
        return new Happening.StopFailed(message);
    }

    static Happening subagentStart(String agent) {
        return new Happening.SubagentStarted(agent, "general-purpose");
    }

    static Happening subagentStop(String agent, int background) {
        return new Happening.SubagentStopped(agent, background);
    }

    static Happening preCompact() {
        return new Happening.CompactionStarted();
    }

    static Happening postCompact() {
        return new Happening.CompactionEnded();
    }

    static Happening ended(EndReason reason) {
        return new Happening.Ended(reason);
    }

    static Happening fileIdle() {
        return new Happening.FileSaid(Status.IDLE, Reason.INPUT);
    }

    static Happening fileBusy() {
        return new Happening.FileSaid(Status.BUSY, Reason.INPUT);
    }

    static Happening fileWaiting(Reason reason) {
        return new Happening.FileSaid(Status.WAITING, reason);
    }

    static Happening seen() {
        return new Happening.Seen();
    }

    static Happening clientGone() {
        return new Happening.ClientGone();
    }

    static Happening used(double costUsd) {
        return new Happening.Used(new Usage(
                "Opus 4.5", costUsd, 10, 20, 30, 40, OptionalInt.of(5), 0, 0, Optional.empty(), Optional.empty()));
    }
}
