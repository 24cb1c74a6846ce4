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
 * @param background tasks that run on after the turn's end
 * @param tools that run now, oldest first
 * @param subagents that run now
 * @param waiting what it waits for
 * @param compacting since when the conversation is being compacted
 * @param failure the error that ended its last turn
 * @param finished end of its last turn
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
        int background,
        List<RunningTool> tools,
        List<Subagent> subagents,
        Optional<Wait> waiting,
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
            Activity.Reason reason, Optional<String> tool, Optional<String> agent, Instant since, boolean confirmed) {}

    public Session {
        tools = List.copyOf(tools);
        subagents = List.copyOf(subagents);
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
                0,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                at);
    }
}
