package dev.llmbridge.agent.claude;

import dev.llmbridge.protocol.Message;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.Timestamp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Translates messages into session events. */
public final class MessageTranslator {
    private static final String SHELL_TOOL = "Bash";

    private final HookReader hooks;
    private final Processes processes;
    private final Branches branches;

    /** Looks up running processes of this user in this PID namespace. */
    @FunctionalInterface
    public interface Processes {
        /**
         * Returns the start time in clock ticks since boot (field 22 of /proc/PID/stat); 0 if there is no such process.
         */
        long startTime(int pid);
    }

    /** Looks up what is checked out in a directory. */
    @FunctionalInterface
    public interface Branches {
        /**
         * Returns the branch that is checked out, or the short hash of the commit; empty if the directory is not in a
         * repository.
         *
         * @param directory an absolute path
         */
        String branchIn(String directory);
    }

    public MessageTranslator(HookReader hooks, Processes processes, Branches branches) {
        this.hooks = hooks;
        this.processes = processes;
        this.branches = branches;
    }

    /** Returns the events of a message, oldest first; none for a query or for JSON that cannot be parsed. */
    public List<SessionEvent> read(Message message, Timestamp receivedAt) {
        return switch (message) {
            case Message.TypedEvent typed -> List.of(typed.toEvent(receivedAt.wall(), receivedAt.monotonic()));
            case Message.Hook hook ->
                withBranch(hooks.read(
                        hook.json(),
                        receivedAt.bounded(hook.stamp()),
                        receivedAt.wallAt(hook.stamp()),
                        client(hook.pid())));
            case Message.StatusLinePayload payload ->
                StatusLineReport.parse(payload.json())
                        .map(report -> withBranch(List.of(report.toEvent(receivedAt.wall(), receivedAt.monotonic()))))
                        .orElse(List.of());
            case Message.Query query -> List.of();
        };
    }

    /** Returns the id of the self-test whose message this is; empty for a hook of a client. */
    public Optional<String> selfTest(Message.Hook hook) {
        return hooks.selfTest(hook.json());
    }

    /** Returns the directory with the client's session files, if a hook that begins a session or a turn names it. */
    public Optional<Path> sessionsDirectory(Message.Hook hook, List<SessionEvent> events) {
        boolean begins = !events.isEmpty()
                && (events.getFirst().detail() instanceof EventDetail.SessionStarted
                        || events.getFirst().detail() instanceof EventDetail.PromptSubmitted);
        return begins ? hooks.sessionsDirectory(hook.json()) : Optional.empty();
    }

    private List<SessionEvent> withBranch(List<SessionEvent> events) {
        List<SessionEvent> all = new ArrayList<>(events);
        for (SessionEvent event : events) {
            branchAfter(event).ifPresent(all::add);
        }
        return all;
    }

    /**
     * Reads what is checked out in the session's current directory, if it can have changed.
     *
     * @param event an event of the session
     * @return the event that says what is checked out; empty if that cannot have changed
     */
    public Optional<SessionEvent> branchAfter(SessionEvent event) {
        if (event.cwd().isEmpty() || !mayChangeBranch(event.detail())) {
            return Optional.empty();
        }
        EventDetail read = new EventDetail.BranchRead(
                ClientJson.bounded(branches.branchIn(event.cwd()), StatusLineReport.MAX_LABEL));
        return Optional.of(
                new SessionEvent(event.session(), event.at(), event.stamp(), Optional.empty(), event.cwd(), read));
    }

    /** The user may change the branch at any time, so it is also read at the beginning and at the end of a turn. */
    private static boolean mayChangeBranch(EventDetail detail) {
        return switch (detail) {
            case EventDetail.SessionStarted _,
                    EventDetail.PromptSubmitted _,
                    EventDetail.TurnEnded _,
                    EventDetail.UsageReported _ -> true;
            case EventDetail.ToolEnded ended ->
                ended.subagent().isEmpty() && ended.name().equals(SHELL_TOOL);
            case EventDetail _ -> false;
        };
    }

    private Optional<ClientProcess> client(int pid) {
        return pid > 0 ? Optional.of(new ClientProcess(pid, processes.startTime(pid))) : Optional.empty();
    }
}
