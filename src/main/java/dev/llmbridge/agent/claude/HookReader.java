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

/** Reads what Claude Code hands to its hooks. */
public final class HookReader {
    private static final String QUESTION_TOOL = "AskUserQuestion";
    private static final String PLAN_TOOL = "ExitPlanMode";

    private static final int MAX_CODE = 40;

    private final boolean detail;

    /** @param detail whether a tool's description or file name is told; nothing else of its arguments ever is */
    public HookReader(boolean detail) {
        this.detail = detail;
    }

    /**
     * What a hook's JSON says, in the order in which it is to be applied. One hook can mean two things: a tool that
     * asks the user both starts and waits. An event or field that is not known is a sign of life and no more.
     *
     * @param json one JSON object in UTF-8
     * @param stamp CLOCK_MONOTONIC ns at the hook's start
     * @param at wall time at the hook's start
     * @param client the process that ran the hook, where known
     * @return empty where the bytes are not a hook's JSON; never fails, whatever they are
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
        for (EventDetail happening : happenings(payload)) {
            events.add(new SessionEvent(session, at, stamp, client, payload.cwd(), happening));
        }
        return events;
    }

    private static List<EventDetail> happenings(HookPayload hook) {
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

    /** What a tool that asks wants: some tools are questions in themselves, all others ask for leave to run. */
    private static Reason reason(String tool) {
        return switch (tool) {
            case QUESTION_TOOL -> Reason.QUESTION;
            case PLAN_TOOL -> Reason.PLAN;
            default -> Reason.PERMISSION;
        };
    }

    /**
     * A notice comes seconds after what it tells of. The one of an answered elicitation is a sign of life only: by then
     * ElicitationResult has told, and something newer may wait.
     */
    private static EventDetail notified(String type) {
        return switch (type) {
            case "permission_prompt" -> new EventDetail.WaitNoticed(Reason.PERMISSION);
            case "agent_needs_input" -> new EventDetail.WaitNoticed(Reason.INPUT);
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

    /** The client's code for the error, such as {@code server_error}, in words. Prose could quote anything: not told. */
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
