package dev.llmbridge.session;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Something that happened in a session, as reported by its client or detected by the daemon.
 *
 * @param session the session it belongs to
 * @param at the wall-clock time of the event
 * @param stamp CLOCK_MONOTONIC of the event in ns; orders the events of a session
 * @param client the process that sent it, if known
 * @param cwd the client's working directory; empty if not reported
 * @param detail what happened
 */
public record SessionEvent(
        SessionId session, Instant at, long stamp, Optional<ClientProcess> client, String cwd, EventDetail detail) {

    static final String SUBAGENT_ENDED = "subagent ended";

    /** Returns what the event says about the directory of the project; its path may be empty. */
    ProjectDirectory projectDirectory() {
        return switch (detail) {
            case EventDetail.ClientStatusReported _, EventDetail.ClientKindReported _ ->
                new ProjectDirectory(cwd, ProjectDirectory.Origin.CLIENT_FILE);
            case EventDetail.UsageReported(var _, String directory, var _)
            when !directory.isEmpty() -> new ProjectDirectory(directory, ProjectDirectory.Origin.STATUS_LINE);
            case EventDetail.SessionStarted _ -> new ProjectDirectory(cwd, ProjectDirectory.Origin.SESSION_START);
            case EventDetail _ -> new ProjectDirectory(cwd, ProjectDirectory.Origin.EVENT);
        };
    }

    /** Returns whether a subagent, not the session's main agent, caused the event. */
    boolean isOfSubagent() {
        return switch (detail) {
            case EventDetail.ToolStarted started -> started.subagent().isPresent();
            case EventDetail.ToolEnded ended -> ended.subagent().isPresent();
            case EventDetail.ToolsEnded ended -> ended.subagent().isPresent();
            case EventDetail.Asked asked -> asked.subagent().isPresent();
            case EventDetail.SubagentStarted _, EventDetail.SubagentEnded _ -> true;
            case EventDetail _ -> false;
        };
    }

    /** Returns whether the event was read from the client's session file. */
    boolean isOfFile() {
        return detail instanceof EventDetail.ClientStatusReported || detail instanceof EventDetail.ClientKindReported;
    }

    /** Returns what a hook reported, in words; empty if the event does not come from a hook. */
    Optional<String> hookReport() {
        return switch (detail) {
            case EventDetail.SessionStarted _ -> Optional.of("session started");
            case EventDetail.PromptSubmitted _ -> Optional.of("prompt submitted");
            case EventDetail.ToolStarted tool -> Optional.of("tool started: " + tool.name());
            case EventDetail.ToolEnded tool -> Optional.of("tool ended: " + tool.name());
            case EventDetail.ToolsEnded _ -> Optional.of("tools ended");
            case EventDetail.Asked _, EventDetail.WaitNotified _ -> Optional.of("waiting for the user");
            case EventDetail.Answered _ -> Optional.of("answered");
            case EventDetail.TurnEnded _ -> Optional.of("turn ended");
            case EventDetail.TurnFailed _ -> Optional.of("turn failed");
            case EventDetail.SubagentStarted _ -> Optional.of("subagent started");
            case EventDetail.SubagentEnded _ -> Optional.of(SUBAGENT_ENDED);
            case EventDetail.CompactionStarted _ -> Optional.of("compaction started");
            case EventDetail.CompactionEnded _ -> Optional.of("compaction ended");
            case EventDetail.SessionEnded _ -> Optional.of("session ended");
            case EventDetail.IdleNotified _ -> Optional.of("idle");
            case EventDetail.UsageReported _,
                    EventDetail.BranchRead _,
                    EventDetail.ClientStatusReported _,
                    EventDetail.ClientKindReported _,
                    EventDetail.ClientFileRemoved _,
                    EventDetail.ClientExited _,
                    EventDetail.ClientStopped _,
                    EventDetail.Seen _ -> Optional.empty();
        };
    }

    SessionEvent withoutClient() {
        return client.isEmpty() ? this : new SessionEvent(session, at, stamp, Optional.empty(), cwd, detail);
    }

    /** What happened. */
    public sealed interface EventDetail {
        /** The session started or was resumed. */
        record SessionStarted(StartReason source) implements EventDetail {}

        /** A prompt was submitted; {@code byUser} is false if a finished background task caused it. */
        record PromptSubmitted(boolean byUser) implements EventDetail {}

        /** A tool started. {@code id} is empty if the client sent none, as in the protocol's {@code EVENT} messages. */
        record ToolStarted(String id, String name, Optional<String> detail, Optional<String> subagent)
                implements EventDetail {
            /** Leaves out the detail, which can contain what the user or the model wrote: events are logged. */
            @Override
            public String toString() {
                return "ToolStarted[id=" + id + ", name=" + name + ", subagent=" + subagent + "]";
            }
        }

        /**
         * A tool ended, successfully or not. An empty {@code id} means the newest tool of that name; if the name is
         * empty too, the newest of all.
         */
        record ToolEnded(String id, String name, Optional<String> subagent) implements EventDetail {}

        /** A group of parallel tools ended; {@code subagent} is the subagent that ran them. */
        record ToolsEnded(Set<String> ids, Optional<String> subagent) implements EventDetail {}

        /** The client asks the user; {@code tool} is the tool that asks, {@code subagent} the subagent that runs it. */
        record Asked(Activity.Reason reason, Optional<String> tool, Optional<String> subagent) implements EventDetail {}

        /** A notification that the client is waiting, sent some time after the wait began. */
        record WaitNotified(Activity.Reason reason) implements EventDetail {}

        /** The user answered a request reported by {@link Asked}. */
        record Answered() implements EventDetail {}

        /** The turn ended; {@code background} tasks are still running. */
        record TurnEnded(BackgroundTasks background) implements EventDetail {}

        /** The turn ended with an error. */
        record TurnFailed(String message) implements EventDetail {}

        /** A subagent started. */
        record SubagentStarted(String id, String type) implements EventDetail {}

        /** A subagent ended; the other {@code background} tasks are still running. */
        record SubagentEnded(String id, BackgroundTasks background) implements EventDetail {}

        /** Compaction of the conversation started. */
        record CompactionStarted() implements EventDetail {}

        /** Compaction of the conversation ended. */
        record CompactionEnded() implements EventDetail {}

        /** The session ended. */
        record SessionEnded() implements EventDetail {}

        /**
         * The status line reported what the session has used and, if not empty, the directory of its project.
         *
         * @param labels what it calls the session; empty if the report does not tell
         */
        record UsageReported(Usage report, String projectDirectory, Optional<SessionLabels> labels)
                implements EventDetail {
            public UsageReported(Usage report, String projectDirectory) {
                this(report, projectDirectory, Optional.empty());
            }
        }

        /** What is checked out in the session's current directory; empty if it is not in a Git repository. */
        record BranchRead(String branch) implements EventDetail {}

        /** The client's session file reported a status; {@code reason} applies to {@link ClientStatus#WAITING} only. */
        record ClientStatusReported(ClientStatus status, Activity.Reason reason) implements EventDetail {}

        /** The client's session file said whether the client has a terminal of its own. */
        record ClientKindReported(boolean headless) implements EventDetail {}

        /** The client's session file was removed, although the client is still running. */
        record ClientFileRemoved() implements EventDetail {}

        /** A notification that the client has been waiting for a prompt for a while. */
        record IdleNotified() implements EventDetail {}

        /** The session's process has exited. */
        record ClientExited() implements EventDetail {}

        /** The client was stopped by job control, such as Ctrl-Z, or continued. */
        record ClientStopped(boolean stopped) implements EventDetail {}

        /** The client is alive; the event has no other meaning. */
        record Seen() implements EventDetail {}
    }

    /** How a session started. */
    public enum StartReason {
        STARTUP,
        RESUME,
        CLEAR,
        COMPACT,
        FORK,
        OTHER
    }

    /** The status in the client's session file, the least active first. */
    public enum ClientStatus {
        IDLE,
        /** The turn has ended, but shells that it started are still running. */
        SHELL,
        BUSY,
        WAITING
    }
}
