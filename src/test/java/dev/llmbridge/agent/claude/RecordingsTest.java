package dev.llmbridge.agent.claude;

import static dev.llmbridge.agent.claude.Recording.A;
import static dev.llmbridge.agent.claude.Recording.B;
import static dev.llmbridge.agent.claude.Recording.sample;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Replays the real client's payloads in realistic order and timing, and checks the activity shown after each. */
class RecordingsTest {
    private final Recording client = new Recording();

    @Test
    void a_plain_turn() {
        client.at(0, "SessionStart.startup", "Idle")
                .at(0.1, "InstructionsLoaded", "Idle")
                .at(0.4, "StatusLine.initial", "Idle")
                .at(1, "UserPromptSubmit", "Thinking")
                .file(1.04, "busy", "Thinking")
                .at(2, "PreToolUse.Read", "Read")
                .at(2.1, "PostToolUse.Read", "Thinking")
                .at(2.11, sample("PostToolBatch").withoutAgent().calls("toolu_fake000101328967673"), "Thinking")
                .at(2.5, "PreToolUse.Edit", "Edit")
                .at(2.6, "PostToolUse.Edit", "Thinking")
                .at(2.7, "PreToolUse.Bash.failing", "Bash")
                .at(2.8, "PostToolUseFailure.Bash", "Thinking")
                .at(5.38, "Stop", "Thinking")
                .file(5.42, "idle", "Idle")
                .at(5.7, "StatusLine.after-turn", "Idle")
                .at(65.4, "Notification.idle_prompt", "Idle")
                .at(70, "SessionEnd.prompt_input_exit", "gone");
    }

    @Test
    void parallel_tools() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(1, sample("PreToolUse.Read").id("1"), "Read")
                .at(1.01, sample("PreToolUse.Bash").id("2"), "Bash")
                .at(1.02, sample("PreToolUse.Edit").id("3"), "Edit")
                .at(1.1, sample("PostToolUse.Edit").id("3"), "Bash")
                .at(1.2, sample("PostToolUse.Read").id("1"), "Bash")
                .at(1.3, sample("PostToolUseFailure.Bash").id("2"), "Thinking")
                .at(1.31, sample("PostToolBatch").withoutAgent().calls("1", "2", "3"), "Thinking")
                .at(2, "Stop", "Idle");
    }

    @Test
    void a_tool_rejected_by_validation_ends_with_its_batch() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(1, sample("PreToolUse.Bash").id("1"), "Bash")
                .at(1.1, sample("PostToolBatch").withoutAgent().calls("1"), "Thinking");
    }

    @Test
    void a_granted_permission() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(4.32, "PreToolUse.Bash", "Bash")
                .at(4.33, "PermissionRequest.Bash", "Bash")
                .file(4.35, "waiting", "Bash")
                .shows(4.63, "Waiting: permission")
                .file(5.23, "busy", "Bash")
                .at(5.26, "PostToolUse.Bash", "Thinking")
                .at(5.38, "Stop", "Thinking")
                .file(5.42, "idle", "Idle");
    }

    @Test
    void a_permission_request_without_the_clients_file_is_shown_after_the_grace_period() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(1, "PreToolUse.Bash", "Bash")
                .at(1.1, "PermissionRequest.Bash", "Bash")
                .shows(1.399, "Bash")
                .shows(1.4, "Waiting: permission")
                .at(7.1, "Notification.permission_prompt", "Waiting: permission")
                .at(9, "PostToolUse.Bash", "Thinking");
    }

    @Test
    void a_denied_permission_or_an_interrupt_fires_no_hook() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(1, "PreToolUse.Bash", "Bash")
                .at(1.01, "PermissionRequest.Bash", "Bash")
                .file(1.03, "waiting", "Bash")
                .shows(1.31, "Waiting: permission")
                .file(4, "idle", "Idle")
                .at(9, "UserPromptSubmit", "Thinking");
    }

    @Test
    void escape_during_a_tool_and_while_streaming() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(1, "PreToolUse.Bash", "Bash")
                .file(7.37, "idle", "Idle")
                .at(8, "UserPromptSubmit", "Thinking")
                .file(8.04, "busy", "Thinking")
                .file(9, "idle", "Idle");
    }

    @Test
    void a_question() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(1, "PreToolUse.AskUserQuestion", "Waiting: question")
                .at(1.02, "PermissionRequest.AskUserQuestion", "Waiting: question")
                .file(1.04, "waiting", "Waiting: question")
                .at(9, "PostToolUse.AskUserQuestion", "Thinking");
    }

    @Test
    void a_plan() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(1, sample("PreToolUse.AskUserQuestion").tool("ExitPlanMode"), "Waiting: plan")
                .at(1.02, sample("PermissionRequest.AskUserQuestion").tool("ExitPlanMode"), "Waiting: plan")
                .at(9, sample("PostToolUse.AskUserQuestion").tool("ExitPlanMode"), "Thinking");
    }

    @Test
    void an_elicitation() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(1, "PreToolUse.mcp__fake__hello", "fake: hello")
                .at(2, "Elicitation", "Waiting: input")
                .at(4, "ElicitationResult", "fake: hello")
                .at(4.1, "Notification.elicitation_response", "fake: hello")
                .at(4.4, "PostToolUse.mcp__fake__hello", "Thinking")
                .at(5, "Notification.agent_needs_input", "Waiting: input");
    }

    @Test
    void background_subagents() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(1, "PreToolUse.Agent", "Agent")
                .at(1.1, sample("SubagentStart").agent("x"), "Agent")
                .at(1.2, "PostToolUse.Agent", "Thinking")
                .at(1.3, sample("SubagentStart").agent("y"), "Thinking")
                .at(2.77, sample("Stop").running("x", "y"), "Working (2 in background)")
                .at(2.8, sample("PreToolUse.Bash.subagent").agent("x").id("1"), "Working (2 in background)")
                .at(2.9, sample("PostToolUse.Bash.subagent").agent("x").id("1"), "Working (2 in background)")
                .at(2.91, sample("PostToolBatch").agent("x").calls("1"), "Working (2 in background)")
                .at(3.1, sample("SubagentStop").agent("x").running("x", "y"), "Working (1 in background)")
                .at(3.11, "UserPromptSubmit.task-notification", "Working (1 in background)")
                .at(3.15, sample("Stop").running("y"), "Working (1 in background)")
                .at(3.2, sample("SubagentStop").agent("y").running("y"), "Idle")
                .at(3.21, "UserPromptSubmit.task-notification", "Thinking")
                .at(3.3, "Stop", "Idle")
                .file(3.34, "idle", "Idle");
    }

    @Test
    void clear() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(1, "Stop", "Idle")
                .at(2, "SessionEnd.clear", "gone")
                .file(2.01, "busy", "gone")
                .at(2.02, "StatusLine.after-turn", "gone")
                .at(2.05, sample("SessionStart.clear").of(B, 100), "Idle")
                .file(2.06, "idle", B, "Idle")
                .shows(2.06, "gone");
        assertThat(client.table().all()).hasSize(1);
    }

    @Test
    void clear_leaves_no_stale_session_even_if_its_end_is_lost() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(2, sample("SessionStart.clear").of(B, 100), "Idle")
                .shows(2, "gone");
    }

    @Test
    void compact() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(1, "Stop", "Idle")
                .at(2, "PreCompact", "Compacting")
                .file(2.04, "busy", "Compacting")
                .at(5, sample("SubagentStop").withoutAgent().running(), "Compacting")
                .at(5.1, "SessionStart.compact", "Idle")
                .at(5.2, "PostCompact", "Idle");
    }

    @Test
    void an_api_failure() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(9, "StopFailure", "Error: server error")
                .file(9.04, "idle", "Error: server error")
                .at(69, "Notification.idle_prompt", "Error: server error")
                .at(99, "UserPromptSubmit", "Thinking");
    }

    @Test
    void a_killed_client_and_a_terminated_one() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(1, "PreToolUse.Bash", "Bash")
                .killed(4, "gone")
                .at(5, "SessionStart.resume", "Idle")
                .at(6, "UserPromptSubmit", "Thinking")
                .at(7, "PreToolUse.Bash", "Bash")
                .at(8, "SessionEnd.other", "gone");
    }

    @Test
    void a_session_resumed_elsewhere_and_a_fork() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(1, "Stop", "Idle")
                .at(2, sample("SessionStart.resume").of(A, 200), "Idle")
                .at(3, sample("UserPromptSubmit").of(A, 200), "Thinking")
                .at(4, "SessionEnd.other", "Thinking")
                .at(5, sample("SessionStart.fork").of(B, 300), "Idle")
                .shows(5, "Thinking");
    }

    @Test
    void two_sessions_interleaved() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(0.5, sample("UserPromptSubmit").of(B, 200), "Thinking")
                .at(1, "PreToolUse.Bash", "Bash")
                .shows(1, B, "Thinking")
                .at(1.1, sample("PreToolUse.Read").of(B, 200), "Read")
                .at(2, "PostToolUse.Bash", "Thinking")
                .shows(2, B, "Read")
                .at(3, "Stop", "Idle")
                .at(4, sample("SessionEnd.other").of(B, 200), "gone")
                .shows(4, "Idle");
    }

    @Test
    void events_delivered_out_of_order() {
        client.at(0, "UserPromptSubmit", "Thinking")
                .at(1.05, 1.02, sample("PreToolUse.Edit").id("2"), "Edit")
                .at(1.06, 1, sample("PreToolUse.Read").id("1"), "Edit")
                .at(1.2, sample("PostToolUse.Edit").id("2"), "Read")
                .at(2, "Stop", "Idle")
                .at(2.01, 1.9, sample("PostToolUse.Read").id("1"), "Idle")
                .at(2.02, 0, sample("UserPromptSubmit"), "Idle")
                .at(3, "SessionEnd.other", "gone")
                .at(3.01, 2.9, sample("Stop"), "gone");
    }
}
