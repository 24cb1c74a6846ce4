package dev.llmbridge.agent.claude;

import dev.llmbridge.protocol.Message;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.Timestamp;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Translates messages into session events. */
public final class MessageTranslator {
    private final HookReader hooks;
    private final Processes processes;

    /** Looks up running processes of this user in this PID namespace. */
    @FunctionalInterface
    public interface Processes {
        /**
         * Returns the start time in clock ticks since boot (field 22 of /proc/PID/stat); 0 if there is no such process.
         */
        long startTime(int pid);
    }

    public MessageTranslator(HookReader hooks, Processes processes) {
        this.hooks = hooks;
        this.processes = processes;
    }

    /** Returns the events of a message, oldest first; none for a query or for JSON that cannot be parsed. */
    public List<SessionEvent> read(Message message, Timestamp receivedAt) {
        return switch (message) {
            case Message.TypedEvent typed -> List.of(typed.toEvent(receivedAt.wall(), receivedAt.monotonic()));
            case Message.Hook hook ->
                hooks.read(
                        hook.json(),
                        receivedAt.bounded(hook.stamp()),
                        receivedAt.wallAt(hook.stamp()),
                        client(hook.pid()));
            case Message.StatusLinePayload payload ->
                StatusLineReport.parse(payload.json())
                        .map(report -> List.of(report.toEvent(receivedAt.wall(), receivedAt.monotonic())))
                        .orElse(List.of());
            case Message.Query query -> List.of();
        };
    }

    /** Returns the directory with the client's session files, if a hook that begins a session or a turn names it. */
    public Optional<Path> sessionsDirectory(Message.Hook hook, List<SessionEvent> events) {
        boolean begins = !events.isEmpty()
                && (events.getFirst().detail() instanceof EventDetail.SessionStarted
                        || events.getFirst().detail() instanceof EventDetail.PromptSubmitted);
        return begins ? hooks.sessionsDirectory(hook.json()) : Optional.empty();
    }

    private Optional<ClientProcess> client(int pid) {
        return pid > 0 ? Optional.of(new ClientProcess(pid, processes.startTime(pid))) : Optional.empty();
    }
}
