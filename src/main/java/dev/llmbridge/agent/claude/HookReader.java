package dev.llmbridge.agent.claude;

import dev.llmbridge.session.Activity.Reason;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionEvent.Source;
import dev.llmbridge.session.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses the JSON that Claude Code passes to its hooks. */
public final class HookReader {
    private static final String QUESTION_TOOL = "AskUserQuestion";
    private static final String PLAN_TOOL = "ExitPlanMode";

    private static final int MAX_CODE = 40;

    private final boolean detail;

    /** @param detail whether to report a tool's description or file name; its other arguments are never reported */
    public HookReader(boolean detail) {
        this.detail = detail;
    }

    /**
     * Parses a hook's JSON into events, in the order in which to apply them. One hook can produce two events: a tool
     * that asks the user both starts and waits. An unknown hook event only shows that the client is alive.
     *
     * @param json one JSON object in UTF-8
     * @param stamp CLOCK_MONOTONIC ns at the hook's start
     * @param at wall time at the hook's start
     * @param client the process that ran the hook, if known
     * @return empty if the bytes are not a hook's JSON. Never throws
     */
    public List<SessionEvent> read(byte[] json, long stamp, Instant at, Optional<ClientProcess> client) {
        Optional<HookPayload> parsed = HookPayload.parse(json, detail);
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

    private static List<EventDetail> details(HookPayload hook) {
        return switch (hook.event()) {
            case "SessionStart" -> List.of(new EventDetail.Started(source(hook.source())));
            case "SessionEnd" -> List.of(new EventDetail.Ended());
            case "UserPromptSubmit" -> List.of(new EventDetail.PromptSubmitted(!hook.isTaskNotification()));
            case "PreToolUse" -> toolStarted(hook);
            case "PostToolUse", "PostToolUseFailure" -> toolEnded(hook);
            case "PostToolBatch" -> List.of(new EventDetail.ToolsEnded(Set.copyOf(hook.toolCalls()), hook.agent()));
            case "PermissionRequest" -> List.of(asked(hook));
            case "Notification" -> List.of(notified(hook.notification()));
            case "Elicitation" -> List.of(new EventDetail.Asked(Reason.INPUT, Optional.empty(), hook.agent()));
            case "ElicitationResult" -> List.of(new EventDetail.Answered());
            case "Stop" -> List.of(new EventDetail.Stopped(hook.othersRunning()));
            case "StopFailure" -> List.of(new EventDetail.StopFailed(failure(hook.error())));
            case "SubagentStart" ->
                List.of(
                        hook.agent().isPresent()
                                ? new EventDetail.SubagentStarted(hook.agent().get(), hook.agentType())
                                : new EventDetail.Seen());
            case "SubagentStop" ->
                List.of(
                        hook.agent().isPresent()
                                ? new EventDetail.SubagentStopped(hook.agent().get(), hook.othersRunning())
                                : new EventDetail.Seen());
            case "PreCompact" -> List.of(new EventDetail.CompactionStarted());
            case "PostCompact" -> List.of(new EventDetail.CompactionEnded());
            default -> List.of(new EventDetail.Seen());
        };
    }

    private static List<EventDetail> toolStarted(HookPayload hook) {
        if (hook.toolName().isEmpty()) {
            return List.of(new EventDetail.Seen());
        }
        EventDetail started =
                new EventDetail.ToolStarted(hook.toolUseId(), hook.toolName(), hook.detail(), hook.agent());
        Reason reason = reason(hook.toolName());
        return reason == Reason.PERMISSION ? List.of(started) : List.of(started, asked(hook));
    }

    private static List<EventDetail> toolEnded(HookPayload hook) {
        boolean named = !hook.toolUseId().isEmpty() || !hook.toolName().isEmpty();
        return List.of(
                named
                        ? new EventDetail.ToolEnded(hook.toolUseId(), hook.toolName(), hook.agent())
                        : new EventDetail.Seen());
    }

    private static EventDetail asked(HookPayload hook) {
        Optional<String> tool = hook.toolName().isEmpty() ? Optional.empty() : Optional.of(hook.toolName());
        return new EventDetail.Asked(reason(hook.toolName()), tool, hook.agent());
    }

    /** Two tools ask the user by themselves; all others ask for permission to run. */
    private static Reason reason(String tool) {
        return switch (tool) {
            case QUESTION_TOOL -> Reason.QUESTION;
            case PLAN_TOOL -> Reason.PLAN;
            default -> Reason.PERMISSION;
        };
    }

    /**
     * Notifications arrive seconds after the fact. The one for an answered elicitation only shows that the client is
     * alive: ElicitationResult has already been applied, and a newer request may be open.
     */
    private static EventDetail notified(String type) {
        return switch (type) {
            case "permission_prompt" -> new EventDetail.WaitNotified(Reason.PERMISSION);
            case "agent_needs_input" -> new EventDetail.WaitNotified(Reason.INPUT);
            default -> new EventDetail.Seen();
        };
    }

    private static Source source(String word) {
        return switch (word) {
            case "startup" -> Source.STARTUP;
            case "resume" -> Source.RESUME;
            case "clear" -> Source.CLEAR;
            case "compact" -> Source.COMPACT;
            case "fork" -> Source.FORK;
            default -> Source.OTHER;
        };
    }

    /**
     * Formats the client's error code, e.g. {@code server_error}. Other text is withheld, because it could quote
     * anything.
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
        return !text.isEmpty() && text.length() <= MAX_CODE;
    }
}
