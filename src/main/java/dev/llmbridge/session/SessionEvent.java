package dev.llmbridge.session;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Something that a session's client did or said.
 *
 * @param session whose event it is
 * @param at wall time at which it happened
 * @param stamp CLOCK_MONOTONIC at which it happened, in ns; orders the events of a session
 * @param client the process that sent it, where known
 * @param cwd the client's working folder; empty where not told
 * @param what what happened
 */
public record SessionEvent(
        SessionId session, Instant at, long stamp, Optional<ClientProcess> client, String cwd, EventDetail what) {

    SessionEvent withoutClient() {
        return client.isEmpty() ? this : new SessionEvent(session, at, stamp, Optional.empty(), cwd, what);
    }

    /** What happened. */
    public sealed interface EventDetail {
        /** A session began or came back. */
        record Started(Source source) implements EventDetail {}

        /** A prompt went to the model; {@code byUser} is false where a finished background task caused it. */
        record PromptSubmitted(boolean byUser) implements EventDetail {}

        /** A tool began. {@code id} is empty where the client told none (EVENT messages). */
        record ToolStarted(String id, String name, Optional<String> detail, Optional<String> agent)
                implements EventDetail {}

        /** A tool ended, well or badly. An empty {@code id} ends the newest tool of that name, or the newest at all. */
        record ToolEnded(String id, String name, Optional<String> agent) implements EventDetail {}

        /** A group of parallel tools ended; {@code agent} is the subagent that ran them. */
        record ToolsEnded(Set<String> ids, Optional<String> agent) implements EventDetail {}

        /** The client asks its user; {@code tool} is the one that asks, {@code agent} the subagent that runs it. */
        record Asked(Activity.Reason reason, Optional<String> tool, Optional<String> agent) implements EventDetail {}

        /** A notice that the client waits, sent some time after it began to. */
        record WaitNoticed(Activity.Reason reason) implements EventDetail {}

        /** The user answered what {@link Asked} asked. */
        record Answered() implements EventDetail {}

        /** The turn ended; {@code background} tasks still run. */
        record Stopped(int background) implements EventDetail {}

        /** The turn ended with an error. */
        record StopFailed(String message) implements EventDetail {}

        /** A subagent began. */
        record SubagentStarted(String agent, String type) implements EventDetail {}

        /** A subagent ended; {@code background} tasks (that one left out) still run. */
        record SubagentStopped(String agent, int background) implements EventDetail {}

        /** Compaction of the conversation began. */
        record CompactionStarted() implements EventDetail {}

        /** Compaction of the conversation ended. */
        record CompactionEnded() implements EventDetail {}

        /** The session is over. */
        record Ended() implements EventDetail {}

        /** The status line reported what the session has used. */
        record UsageReported(UsageReport report) implements EventDetail {}

        /** The client's own session file told its status; {@code reason} goes with {@link ClientStatus#WAITING}. */
        record FileSaid(ClientStatus status, Activity.Reason reason) implements EventDetail {}

        /** The session's process is gone. */
        record ClientGone() implements EventDetail {}

        /** A sign of life that means nothing else. */
        record Seen() implements EventDetail {}
    }

    /** How a session began. */
    public enum Source {
        STARTUP,
        RESUME,
        CLEAR,
        COMPACT,
        FORK,
        OTHER
    }

    /** The status in the client's own session file. */
    public enum ClientStatus {
        IDLE,
        BUSY,
        WAITING
    }
}
