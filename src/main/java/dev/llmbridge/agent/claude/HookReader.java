package dev.llmbridge.agent.claude;

import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.session.Activity.Reason;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionEvent.StartReason;
import dev.llmbridge.session.SessionId;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Parses the JSON that Claude Code passes to its hooks. */
public final class HookReader {
    /** The field with the id of a self-test. */
    public static final String SELF_TEST = "self_test";

    private static final int MAX_CODE_LENGTH = 40;

    private final boolean includeDetail;

    /** @param includeDetail whether to report a tool's description or file name; other arguments are never reported */
    public HookReader(boolean includeDetail) {
        this.includeDetail = includeDetail;
    }

    /**
     * Parses a hook's JSON into events, in the order in which to apply them. One hook can produce two events: when a
     * tool asks the user something, it first starts and then waits for the answer. An unknown hook event only shows
     * that the client is alive. Never throws.
     *
     * @param json one JSON object in UTF-8
     * @param stamp CLOCK_MONOTONIC, in ns, when the hook started
     * @param at the wall-clock time when the hook started
     * @param client the process that ran the hook, if known
     * @return empty if the bytes are not a hook's JSON
     */
    public List<SessionEvent> read(JsonBytes json, long stamp, Instant at, Optional<ClientProcess> client) {
        Optional<HookPayload> parsed = HookPayload.parse(json, includeDetail);
        if (parsed.isEmpty()) {
            return List.of();
        }
        HookPayload payload = parsed.get();
        if (payload.session().isEmpty() || payload.event().isEmpty()) {
            return List.of();
        }
        SessionId session = SessionId.of(payload.session());
        List<SessionEvent> events = new ArrayList<>(2);
        for (EventDetail detail : details(payload)) {
            events.add(new SessionEvent(session, at, stamp, client, payload.cwd(), detail));
        }
        return events;
    }

    /**
     * Returns the id of a self-test; empty for the JSON of a client. The JSON of a self-test names neither a session
     * nor an event, so every version of the daemon receives it without showing anything. Never throws.
     */
    public Optional<String> selfTest(JsonBytes json) {
        AtomicReference<String> id = new AtomicReference<>("");
        boolean parsed = ClientJson.parse(json, (name, value) -> {
            if (name.equals(SELF_TEST)) {
                id.set(ClientJson.shortText(value));
            } else {
                value.skipChildren();
            }
        });
        return parsed ? Optional.of(id.get()).filter(text -> !text.isEmpty()) : Optional.empty();
    }

    /**
     * Returns the directory in which the client that ran the hook keeps its session files; empty if the hook does not
     * say. Never throws.
     *
     * @param json as in {@link #read}
     */
    public Optional<Path> sessionsDirectory(JsonBytes json) {
        String transcript =
                HookPayload.parse(json, false).map(HookPayload::transcript).orElse("");
        try {
            return TranscriptPath.configDirectory(transcript).map(config -> Path.of(config, "sessions"));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static List<EventDetail> details(HookPayload hook) {
        EventDetail first = firstDetail(hook);
        boolean asks = first instanceof EventDetail.ToolStarted && reason(hook.toolName()) != Reason.PERMISSION;
        return asks ? List.of(first, asked(hook)) : List.of(first);
    }

    private static EventDetail firstDetail(HookPayload hook) {
        return switch (hook.event()) {
            case "SessionStart" -> new EventDetail.SessionStarted(source(hook.source()));
            case "SessionEnd" -> new EventDetail.SessionEnded();
            case "UserPromptSubmit" -> new EventDetail.PromptSubmitted(!hook.isTaskNotification());
            case "PreToolUse" -> toolStarted(hook);
            case "PostToolUse", "PostToolUseFailure", "PermissionDenied" -> toolEnded(hook);
            case "PostToolBatch" -> new EventDetail.ToolsEnded(Set.copyOf(hook.toolCallIds()), hook.subagentId());
            case "PermissionRequest" -> asked(hook);
            case "Notification" -> notified(hook.notificationType());
            case "Elicitation" -> new EventDetail.Asked(Reason.INPUT, Optional.empty(), hook.subagentId());
            case "ElicitationResult" -> new EventDetail.Answered();
            case "Stop" -> new EventDetail.TurnEnded(hook.otherBackgroundTasks());
            case "StopFailure" -> new EventDetail.TurnFailed(failure(hook.error()));
            case "SubagentStart" ->
                hook.subagentId().isPresent()
                        ? new EventDetail.SubagentStarted(hook.subagentId().get(), hook.subagentType())
                        : new EventDetail.Seen();
            case "SubagentStop" ->
                hook.subagentId().isPresent()
                        ? new EventDetail.SubagentEnded(hook.subagentId().get(), hook.otherBackgroundTasks())
                        : new EventDetail.Seen();
            case "PreCompact" -> new EventDetail.CompactionStarted();
            case "PostCompact" -> new EventDetail.CompactionEnded();
            default -> new EventDetail.Seen();
        };
    }

    private static EventDetail toolStarted(HookPayload hook) {
        return hook.toolName().isEmpty()
                ? new EventDetail.Seen()
                : new EventDetail.ToolStarted(hook.toolUseId(), hook.toolName(), hook.detail(), hook.subagentId());
    }

    private static EventDetail toolEnded(HookPayload hook) {
        return hook.toolUseId().isEmpty() && hook.toolName().isEmpty()
                ? new EventDetail.Seen()
                : new EventDetail.ToolEnded(hook.toolUseId(), hook.toolName(), hook.subagentId());
    }

    private static EventDetail asked(HookPayload hook) {
        Optional<String> tool = hook.toolName().isEmpty() ? Optional.empty() : Optional.of(hook.toolName());
        return new EventDetail.Asked(reason(hook.toolName()), tool, hook.subagentId());
    }

    /** Two tools ask the user something themselves; a request that concerns any other tool is for permission. */
    private static Reason reason(String tool) {
        return switch (tool) {
            case "AskUserQuestion" -> Reason.QUESTION;
            case "ExitPlanMode" -> Reason.PLAN;
            default -> Reason.PERMISSION;
        };
    }

    /**
     * Notifications arrive seconds after the fact. The one for an answered elicitation only shows that the client is
     * alive: the ElicitationResult hook, if it is registered, has already been applied, and a newer request may be
     * open.
     */
    private static EventDetail notified(String type) {
        return switch (type) {
            case "permission_prompt" -> new EventDetail.WaitNotified(Reason.PERMISSION);
            case "agent_needs_input", "elicitation_dialog" -> new EventDetail.WaitNotified(Reason.INPUT);
            case "idle_prompt" -> new EventDetail.IdleNotified();
            default -> new EventDetail.Seen();
        };
    }

    private static StartReason source(String word) {
        return switch (word) {
            case "startup" -> StartReason.STARTUP;
            case "resume" -> StartReason.RESUME;
            case "clear" -> StartReason.CLEAR;
            case "compact" -> StartReason.COMPACT;
            case "fork" -> StartReason.FORK;
            default -> StartReason.OTHER;
        };
    }

    /**
     * Formats the client's error code, such as {@code server_error}. Any other text is withheld, because it could
     * contain private data.
     */
    private static String failure(String code) {
        return code.equals("unknown") || !isCode(code) ? "unknown error" : code.replace('_', ' ');
    }

    private static boolean isCode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MAX_CODE_LENGTH;
    }
}
