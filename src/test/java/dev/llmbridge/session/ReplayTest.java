package dev.llmbridge.session;

import static dev.llmbridge.session.EventDetails.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.session.Activity.Reason;
import dev.llmbridge.session.SessionEvent.StartReason;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Typical session histories, with the order and timing of the real client's events. */
class ReplayTest {
    private final Replay replay = new Replay();

    @Test
    void a_plain_turn() {
        replay.at(0, started(StartReason.STARTUP), "idle")
                .at(1, prompt(), "thinking")
                .at(1.04, fileBusy(), "thinking")
                .at(2, pre("1", "Read"), "Read")
                .at(2.1, post("1", "Read"), "thinking")
                .at(2.11, batch("1"), "thinking")
                .at(3, stop(0), "thinking")
                .at(3.04, fileIdle(), "idle")
                .at(3.3, used(1.5), "idle")
                .at(63, seen(), "idle");
        assertThat(replay.table().get(Replay.A).orElseThrow().activity())
                .isEqualTo(new Activity.Idle(Optional.of(Replay.time(3)), 0));
    }

    @Test
    void the_newest_running_tool_is_shown() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(1.01, pre("2", "Read"), "Read")
                .at(1.02, pre("3", "Bash"), "Bash")
                .at(1.2, post("3", "Bash"), "Read")
                .at(1.3, post("2", "Read"), "Bash")
                .at(1.5, post("1", "Bash"), "thinking");
    }

    @Test
    void a_batch_ends_the_tools_it_names_and_a_stop_ends_all() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(1.01, pre("2", "Read"), "Read")
                .at(1.1, batch("2"), "Bash")
                .at(2, pre("3", "Edit"), "Edit")
                .at(3, stop(0), "idle");
        assertThat(replay.table().get(Replay.A).orElseThrow().tools()).isEmpty();
    }

    @Test
    void a_granted_permission() {
        replay.at(0, prompt(), "thinking")
                .at(4.32, pre("1", "Bash"), "Bash")
                .at(4.33, asks(Reason.PERMISSION, "Bash"), "permission Bash")
                .shows(4.34, "Bash")
                .at(4.35, fileWaiting(Reason.PERMISSION), "permission Bash")
                .shows(4.36, "Bash")
                .shows(4.63, "permission Bash")
                .at(5.23, fileBusy(), "Bash")
                .at(5.26, post("1", "Bash"), "thinking");
    }

    @Test
    void a_granted_permission_without_the_clients_file() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(1.1, asks(Reason.PERMISSION, "Bash"), "permission Bash")
                .shows(1.399, "Bash")
                .shows(1.4, "permission Bash")
                .at(9, post("1", "Bash"), "thinking");
    }

    @Test
    void a_permission_request_settled_by_the_client_itself_is_never_shown() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(1.01, asks(Reason.PERMISSION, "Bash"), "permission Bash")
                .shows(1.2, "Bash")
                .at(1.25, post("1", "Bash"), "thinking")
                .shows(1.5, "thinking");
    }

    @Test
    void a_denied_permission_or_an_interrupt_is_reported_only_by_the_clients_file() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(1.01, asks(Reason.PERMISSION, "Bash"), "permission Bash")
                .at(1.03, fileWaiting(Reason.PERMISSION), "permission Bash")
                .at(4, fileIdle(), "idle")
                .at(9, prompt(), "thinking");
    }

    @Test
    void a_permission_request_denied_with_a_comment_ends_with_the_batch() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(1.01, asks(Reason.PERMISSION, "Bash"), "permission Bash")
                .at(5, batch("1"), "thinking");
    }

    @Test
    void another_parallel_tool_does_not_end_a_wait() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "Read"), "Read")
                .at(1.01, pre("2", "Edit"), "Edit")
                .at(1.02, asks(Reason.PERMISSION, "Edit"), "permission Edit")
                .at(1.03, pre("3", "Grep"), "permission Edit")
                .at(1.1, post("1", "Read"), "permission Edit")
                .at(1.2, post("3", "Grep"), "permission Edit")
                .at(5, post("2", "Edit"), "thinking");
    }

    @Test
    void if_several_tools_could_be_asking_the_last_one_ends_the_wait() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(1.01, pre("2", "Bash"), "Bash")
                .at(1.02, asks(Reason.PERMISSION, "Bash"), "permission Bash")
                .at(1.03, pre("3", "Bash"), "permission Bash")
                .at(1.1, post("1", "Bash"), "permission Bash")
                .at(4, post("2", "Bash"), "Bash")
                .at(5, post("3", "Bash"), "thinking");
    }

    @Test
    void two_subagents_ask_at_once() {
        replay.at(0, prompt(), "thinking")
                .at(1, subagentStart("x"), "thinking")
                .at(1.1, subagentStart("y"), "thinking")
                .at(2, preIn("x", "1", "Bash"), "Bash")
                .at(2.1, preIn("y", "2", "Bash"), "Bash")
                .at(2.2, asksIn("x", "Bash"), "permission Bash")
                .at(2.3, asksIn("y", "Bash"), "permission Bash")
                .at(5, postIn("x", "1", "Bash"), "permission Bash")
                .at(6, postIn("y", "2", "Bash"), "thinking");
    }

    @Test
    void escape_during_a_tool_and_while_streaming() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(7.37, fileIdle(), "idle")
                .at(8, prompt(), "thinking")
                .at(8.04, fileBusy(), "thinking")
                .at(9, fileIdle(), "idle");
        assertThat(replay.table().get(Replay.A).orElseThrow().activity())
                .isEqualTo(new Activity.Idle(Optional.empty(), 0));
    }

    @Test
    void escape_without_the_clients_file_is_detected_at_the_next_prompt() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(2, asks(Reason.PERMISSION, "Bash"), "permission Bash")
                .at(8, prompt(), "thinking");
    }

    @Test
    void questions_and_plans_are_shown_immediately() {
        replay.at(0, prompt(), "thinking")
                .at(1, asks(Reason.QUESTION, "AskUserQuestion"), "question AskUserQuestion")
                .shows(1, "question AskUserQuestion")
                .at(1.01, asks(Reason.PERMISSION, "AskUserQuestion"), "question AskUserQuestion")
                .at(9, post("1", "AskUserQuestion"), "thinking")
                .at(10, asks(Reason.PLAN, "ExitPlanMode"), "plan ExitPlanMode")
                .shows(10, "plan ExitPlanMode")
                .at(12, answered(), "thinking");
    }

    @Test
    void an_elicitation_during_a_tool() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "mcp__fake__hello"), "mcp__fake__hello")
                .at(2, elicits(), "input")
                .shows(2, "input")
                .at(4, answered(), "mcp__fake__hello")
                .at(4.4, post("1", "mcp__fake__hello"), "thinking");
    }

    @Test
    void a_notification_reports_an_unknown_wait_and_confirms_a_known_one() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(7, notice(Reason.PERMISSION), "permission")
                .shows(7, "permission")
                .at(8, post("1", "Bash"), "thinking")
                .at(9, asks(Reason.PERMISSION, "Edit"), "permission Edit")
                .at(9.1, notice(Reason.PERMISSION), "permission Edit")
                .shows(9.1, "permission Edit");
        assertThat(replay.table().get(Replay.A).orElseThrow().activity())
                .isEqualTo(new Activity.Waiting(Reason.PERMISSION, Optional.of("Edit"), Replay.time(9)));
    }

    @Test
    void background_subagents_outlive_the_turn() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "Agent"), "Agent")
                .at(1.1, subagentStart("x"), "Agent")
                .at(1.2, post("1", "Agent"), "thinking")
                .at(1.3, subagentStart("y"), "thinking")
                .at(2.77, stop(2), "2 in background")
                .at(2.8, preIn("x", "2", "Bash"), "2 in background")
                .at(2.9, asksIn("x", "Bash"), "permission Bash")
                .at(3.0, postIn("x", "2", "Bash"), "2 in background")
                .at(3.1, subagentStop("x", 1), "1 in background")
                .at(3.11, taskNotification(), "1 in background")
                .at(3.15, stop(1), "1 in background")
                .at(3.2, subagentStop("y", 0), "idle")
                .at(3.21, taskNotification(), "thinking")
                .at(3.3, stop(0), "idle")
                .at(3.34, fileIdle(), "idle");
    }

    @Test
    void a_session_does_not_appear_idle_between_a_background_subagent_and_its_notification() {
        replay.at(0, prompt(), "thinking")
                .at(0.04, fileBusy(), "thinking")
                .at(1, subagentStart("x"), "thinking")
                .at(2, stop(1), "1 in background")
                .at(5, subagentStop("x", 0), "thinking")
                .at(5.05, fileIdle(), "thinking")
                .at(5.07, fileBusy(), "thinking")
                .at(5.1, taskNotification(), "thinking")
                .at(6, stop(0), "thinking")
                .at(6.04, fileIdle(), "idle");
        assertThat(replay.table().get(Replay.A).orElseThrow().endReported()).isFalse();
    }

    @Test
    void a_session_that_does_not_continue_after_a_background_subagent_is_idle_after_a_second() {
        replay.at(0, prompt(), "thinking")
                .at(0.04, fileBusy(), "thinking")
                .at(1, subagentStart("x"), "thinking")
                .at(2, stop(1), "1 in background")
                .at(5, subagentStop("x", 0), "thinking")
                .at(5.05, fileIdle(), "thinking")
                .settles(6, "thinking")
                .settles(6.05, "idle");
    }

    @Test
    void the_end_of_a_subagent_does_not_end_its_parent() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "Agent"), "Agent")
                .at(1.1, subagentStart("x"), "Agent")
                .at(2, preIn("x", "2", "Grep"), "Grep")
                .at(3, subagentStop("x", 0), "Agent")
                .at(4, post("1", "Agent"), "thinking");
    }

    @Test
    void clear_replaces_the_session_and_leaves_no_stale_one() {
        replay.at(0, prompt(), "thinking")
                .at(1, stop(0), "idle")
                .at(2, ended(), "gone")
                .at(2.01, used(3), "gone")
                .at(2.1, Replay.B, Replay.CLIENT_A, started(StartReason.CLEAR), "idle")
                .stays(Replay.A, "gone");
        assertThat(replay.table().all()).hasSize(1);
    }

    @Test
    void manual_compaction_keeps_the_session() {
        replay.at(0, prompt(), "thinking")
                .at(1, stop(0), "idle")
                .at(2, preCompact(), "compacting")
                .at(2.04, fileBusy(), "compacting")
                .at(5, subagentStop("z", 0), "compacting")
                .at(5.1, started(StartReason.COMPACT), "idle")
                .at(5.2, postCompact(), "idle");
    }

    @Test
    void a_turn_continues_after_compaction() {
        replay.at(0, prompt(), "thinking").at(2, preCompact(), "compacting").at(5, postCompact(), "thinking");
    }

    @Test
    void an_api_failure_is_shown_until_the_next_prompt() {
        replay.at(0, prompt(), "thinking")
                .at(9, stopFailure("server_error"), "failed: server_error")
                .at(9.04, fileIdle(), "failed: server_error")
                .at(69, seen(), "failed: server_error")
                .at(99, prompt(), "thinking");
    }

    @Test
    void a_killed_client_is_removed_when_its_process_is_gone() {
        replay.at(0, prompt(), "thinking").at(1, pre("1", "Bash"), "Bash").at(4, clientGone(), "gone");
        assertThat(replay.last().removed()).containsExactly(Replay.A);
    }

    @Test
    void a_session_removed_by_mistake_returns_with_its_next_hook() {
        replay.at(0, prompt(), "thinking")
                .at(4, clientGone(), "gone")
                .at(3.9, post("1", "Bash"), "gone")
                .at(4.5, pre("2", "Bash"), "Bash");
    }

    @Test
    void a_terminated_client_sends_a_session_end() {
        replay.at(0, prompt(), "thinking").at(1, pre("1", "Bash"), "Bash").at(2, ended(), "gone");
    }

    @Test
    void interleaved_events_of_two_sessions_do_not_mix() {
        replay.at(0, prompt(), "thinking")
                .at(0.5, Replay.B, Replay.CLIENT_B, prompt(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .stays(Replay.B, "thinking")
                .at(1.1, Replay.B, Replay.CLIENT_B, pre("1", "Read"), "Read")
                .at(2, post("1", "Bash"), "thinking")
                .stays(Replay.B, "Read")
                .at(3, stop(0), "idle")
                .at(4, Replay.B, Replay.CLIENT_B, ended(), "gone")
                .stays(Replay.A, "idle");
    }

    @Test
    void an_event_that_arrives_late_does_not_revert_the_state() {
        replay.at(1, prompt(), "thinking")
                .at(3, stop(0), "idle")
                .at(2, pre("1", "Bash"), "idle")
                .at(2.5, asks(Reason.PERMISSION, "Bash"), "idle")
                .at(2.6, fileBusy(), "idle")
                .at(2.9, prompt(), "idle");
    }

    @Test
    void events_of_parallel_tools_may_arrive_out_of_order() {
        replay.at(0, prompt(), "thinking")
                .at(1.002, pre("2", "Read"), "Read")
                .at(1.001, pre("1", "Bash"), "Read")
                .at(1.102, post("2", "Read"), "Bash")
                .at(1.101, post("1", "Bash"), "thinking");
    }

    @Test
    void a_busy_file_after_a_stop_means_that_the_session_works_again() {
        replay.at(0, prompt(), "thinking")
                .at(1, stop(0), "idle")
                .at(2, fileBusy(), "thinking")
                .at(3, fileIdle(), "idle");
    }

    @Test
    void stop_hooks_of_others_delay_the_end_of_the_turn() {
        replay.at(0, prompt(), "thinking")
                .at(0.04, fileBusy(), "thinking")
                .at(2, stop(0), "thinking")
                .settles(60, "thinking")
                .at(61, fileIdle(), "idle");
        assertThat(replay.table().get(Replay.A).orElseThrow().activity())
                .isEqualTo(new Activity.Idle(Optional.of(Replay.time(2)), 0));
    }

    @Test
    void a_stop_hook_of_others_prevents_the_end_of_the_turn() {
        replay.at(0, prompt(), "thinking")
                .at(0.04, fileBusy(), "thinking")
                .at(2, stop(0), "thinking")
                .at(3, pre("1", "Bash"), "Bash")
                .settles(603, "Bash")
                .at(604, post("1", "Bash"), "thinking")
                .at(605, stop(0), "thinking")
                .at(605.04, fileIdle(), "idle");
    }

    @Test
    void a_busy_file_is_not_believed_ten_minutes_after_a_stop() {
        replay.at(0, prompt(), "thinking")
                .at(0.04, fileBusy(), "thinking")
                .at(2, stop(0), "thinking")
                .settles(601.9, "thinking")
                .settles(602, "idle")
                .at(700, prompt(), "thinking")
                .at(701, stop(0), "idle");
    }

    @Test
    void a_busy_file_is_not_believed_after_it_is_removed_or_the_client_says_that_it_is_idle() {
        replay.at(0, prompt(), "thinking")
                .at(0.04, fileBusy(), "thinking")
                .at(2, stop(0), "thinking")
                .at(3, fileRemoved(), "idle")
                .at(4, prompt(), "thinking")
                .at(4.04, fileBusy(), "thinking")
                .at(5, stop(0), "thinking")
                .at(65, idleNotice(), "idle");
    }

    @Test
    void an_unchanged_idle_file_ends_what_it_does_not_confirm() {
        replay.at(0, fileIdle(), "idle")
                .at(1, pre("1", "Bash"), "Bash")
                .settles(1.9, "Bash")
                .settles(2, "idle");
    }

    @Test
    void an_unchanged_busy_file_ends_a_wait() {
        replay.at(0, prompt(), "thinking")
                .at(0.04, fileBusy(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(1.1, asks(Reason.PERMISSION, "Bash"), "permission Bash")
                .settles(2, "permission Bash")
                .settles(2.1, "Bash");
    }

    @Test
    void an_unchanged_waiting_file_restores_a_wait() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(1.1, fileWaiting(Reason.INPUT), "input")
                .at(2, post("1", "Bash"), "thinking")
                .settles(3, "input");
    }

    @Test
    void a_file_that_changes_in_time_decides_nothing() {
        replay.at(0, fileIdle(), "idle")
                .at(1, prompt(), "thinking")
                .at(1.5, fileBusy(), "thinking")
                .settles(9, "thinking");
        assertThat(replay.table().settlesAt()).isEmpty();
    }

    @Test
    void background_shells_do_not_keep_a_session_working() {
        replay.at(0, prompt(), "thinking")
                .at(0.04, fileBusy(), "thinking")
                .at(2, stop(0, 2), "thinking")
                .at(2.04, fileShell(), "idle, 2 shells")
                .settles(60, "idle, 2 shells")
                .at(61, taskNotification(), "thinking")
                .at(61.04, fileBusy(), "thinking")
                .at(62, stop(0), "thinking")
                .at(62.04, fileIdle(), "idle");
    }

    @Test
    void an_interrupt_leaves_background_shells() {
        replay.at(0, prompt(), "thinking")
                .at(0.04, fileBusy(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(2, asks(Reason.PERMISSION, "Bash"), "permission Bash")
                .at(2.04, fileWaiting(Reason.PERMISSION), "permission Bash")
                .at(3, fileShell(), "idle, 1 shell");
    }

    @Test
    void a_command_of_the_user_reads_as_thinking() {
        replay.at(0, prompt(), "thinking")
                .at(0.04, fileBusy(), "thinking")
                .at(1, stop(0), "thinking")
                .at(1.04, fileIdle(), "idle")
                .at(5, fileBusy(), "thinking")
                .at(7, fileIdle(), "idle");
        assertThat(replay.table().get(Replay.A).orElseThrow().activity())
                .as("a turn that no hook ended")
                .isEqualTo(new Activity.Idle(Optional.empty(), 0));
        replay.at(8, fileBusy(), "thinking").at(9, stop(0), "thinking").at(9.04, fileIdle(), "idle");
    }

    @Test
    void a_permission_granted_by_another_hook_is_never_shown() {
        replay.at(0, prompt(), "thinking")
                .at(0.04, fileBusy(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(1.01, asks(Reason.PERMISSION, "Bash"), "permission Bash")
                .at(1.05, fileWaiting(Reason.PERMISSION), "permission Bash")
                .shows(1.2, "Bash")
                .at(1.2, fileBusy(), "Bash")
                .at(1.6, post("1", "Bash"), "thinking");
    }

    @Test
    void a_queued_prompt_ends_no_tool() {
        replay.at(0, prompt(), "thinking")
                .at(0.04, fileBusy(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(2, prompt(), "Bash")
                .at(3, post("1", "Bash"), "thinking");
    }

    @Test
    void the_project_keeps_its_name_while_the_shell_changes_directories() {
        SessionTable table = replay.table();
        table.apply(inDirectory(0, "/home/u/app", started(StartReason.STARTUP)));
        table.apply(inDirectory(1, "/home/u/app/src", post("1", "Bash")));
        table.apply(inDirectory(2, "/tmp/worktree", preIn("x", "2", "Bash")));
        Session session = table.get(Replay.A).orElseThrow();
        assertThat(session.project().path()).isEqualTo("/home/u/app");
        assertThat(session.cwd()).isEqualTo("/home/u/app/src");
        table.apply(inDirectory(3, "/home/u/renamed", fileBusy()));
        assertThat(table.get(Replay.A).orElseThrow().project().path()).isEqualTo("/home/u/renamed");
    }

    private static SessionEvent inDirectory(double seconds, String directory, SessionEvent.EventDetail what) {
        SessionEvent event = Replay.event(seconds, what);
        return new SessionEvent(event.session(), event.at(), event.stamp(), event.client(), directory, what);
    }

    @Test
    void a_failed_session_outranks_a_working_one_for_ten_minutes() {
        replay.at(0, prompt(), "thinking")
                .at(1, stopFailure("overloaded"), "failed: overloaded")
                .at(2, Replay.B, Replay.CLIENT_B, prompt(), "thinking");
        assertThat(Overview.at(replay.table().all(), Replay.time(600), Expiry.DEFAULT)
                        .urgency())
                .isEqualTo(Overview.Urgency.FAILED);
        assertThat(Overview.at(replay.table().all(), Replay.time(601), Expiry.DEFAULT)
                        .urgency())
                .isEqualTo(Overview.Urgency.WORKING);
    }

    @Test
    void the_sources_of_a_session_disagree_until_the_file_changes() {
        replay.at(0, fileIdle(), "idle").at(1, prompt(), "thinking");
        assertThat(replay.table().get(Replay.A).orElseThrow().sourcesAgree()).isFalse();
        replay.at(1.04, fileBusy(), "thinking");
        assertThat(replay.table().get(Replay.A).orElseThrow().sourcesAgree()).isTrue();
        replay.at(2, stop(0), "thinking");
        assertThat(replay.table().get(Replay.A).orElseThrow().sourcesAgree()).isFalse();
        replay.at(2.04, fileIdle(), "idle");
        assertThat(replay.table().get(Replay.A).orElseThrow().sourcesAgree()).isTrue();
    }

    @Test
    void containers_with_the_same_pid_do_not_end_each_other() {
        ClientProcess first = new ClientProcess(1, 0);
        replay.at(0, Replay.A, first, prompt(), "thinking")
                .at(1, Replay.B, first, prompt(), "thinking")
                .at(2, Replay.B, first, ended(), "gone")
                .stays(Replay.A, "thinking");
    }

    @Test
    void a_tool_in_a_container_is_shown_as_long_as_the_session() {
        ClientProcess unseen = new ClientProcess(1, 0);
        replay.at(0, Replay.A, unseen, prompt(), "thinking")
                .shows(61, "idle")
                .at(100, Replay.A, unseen, pre("1", "Bash"), "Bash")
                .shows(1_899, "Bash")
                .at(1_899, Replay.A, unseen, post("1", "Bash"), "thinking")
                .shows(1_960, "idle");
    }

    @Test
    void a_client_that_is_suspended_keeps_its_state_and_a_hook_shows_that_it_runs_again() {
        replay.at(0, prompt(), "thinking").at(1, clientStopped(true), "thinking");
        assertThat(replay.table().get(Replay.A).orElseThrow().isStopped()).isTrue();
        replay.at(9, pre("1", "Bash"), "Bash");
        assertThat(replay.table().get(Replay.A).orElseThrow().isStopped()).isFalse();
    }

    @Test
    void a_headless_session_works_and_fails_like_any_other() {
        replay.at(0, headless(), "idle")
                .at(0.1, started(StartReason.STARTUP), "idle")
                .at(0.2, prompt(), "thinking")
                .at(0.3, fileBusy(), "thinking")
                .at(9, stopFailure("overloaded"), "failed: overloaded")
                .at(9.1, ended(), "gone");
    }

    @Test
    void another_process_resumes_an_open_session_for_one_turn() {
        replay.at(0, prompt(), "thinking")
                .at(0.04, fileBusy(), "thinking")
                .at(1, stop(0), "thinking")
                .at(1.04, fileIdle(), "idle")
                .at(10, Replay.A, Replay.CLIENT_B, headless(), "idle")
                .at(10.1, Replay.A, Replay.CLIENT_B, started(StartReason.RESUME), "idle")
                .at(10.2, Replay.A, Replay.CLIENT_B, prompt(), "thinking")
                .settles(12, "thinking")
                .at(12.1, Replay.A, Replay.CLIENT_B, fileBusy(), "thinking")
                .at(13, Replay.A, Replay.CLIENT_B, pre("1", "Bash"), "Bash")
                .at(14, Replay.A, Replay.CLIENT_B, post("1", "Bash"), "thinking")
                .at(15, Replay.A, Replay.CLIENT_B, stop(0), "thinking")
                .at(15.1, Replay.A, Replay.CLIENT_B, ended(), "idle")
                .at(15.2, Replay.A, Replay.CLIENT_B, clientGone(), "idle")
                .at(16, prompt(), "thinking")
                .at(16.04, fileBusy(), "thinking")
                .at(17, clientGone(), "gone");
    }

    @Test
    void a_short_turn_of_another_process_does_not_hide_that_the_open_session_works() {
        replay.at(0, prompt(), "thinking")
                .at(0.04, fileBusy(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(2, Replay.A, Replay.CLIENT_B, started(StartReason.RESUME), "Bash")
                .at(2.1, Replay.A, Replay.CLIENT_B, prompt(), "Bash")
                .at(2.2, Replay.A, Replay.CLIENT_B, stop(0), "thinking")
                .at(2.3, Replay.A, Replay.CLIENT_B, ended(), "thinking")
                .at(3, pre("2", "Read"), "Read");
    }

    @Test
    void the_open_session_works_on_when_the_other_process_is_killed() {
        replay.at(0, prompt(), "thinking")
                .at(0.04, fileBusy(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(2, Replay.A, Replay.CLIENT_B, seen(), "Bash")
                .at(2.1, Replay.A, Replay.CLIENT_B, fileIdle(), "Bash")
                .settles(4, "Bash")
                .at(5, Replay.A, Replay.CLIENT_B, clientGone(), "Bash")
                .at(6, post("1", "Bash"), "thinking");
    }

    @Test
    void the_activity_of_a_killed_process_ends_with_it() {
        replay.at(0, fileIdle(), "idle")
                .at(1, Replay.A, Replay.CLIENT_B, prompt(), "thinking")
                .at(2, Replay.A, Replay.CLIENT_B, pre("1", "Bash"), "Bash")
                .at(3, Replay.A, Replay.CLIENT_B, clientGone(), "idle");
    }

    @Test
    void clear_moves_one_of_two_processes_to_another_session() {
        replay.at(0, prompt(), "thinking")
                .at(1, Replay.A, Replay.CLIENT_B, prompt(), "thinking")
                .at(2, Replay.A, Replay.CLIENT_B, stop(0), "idle")
                .at(3, Replay.B, Replay.CLIENT_B, started(StartReason.CLEAR), "idle")
                .stays(Replay.A, "idle")
                .at(4, Replay.A, Replay.CLIENT_A, clientGone(), "gone")
                .stays(Replay.B, "idle");
    }

    @Test
    void a_failed_turn_is_shown_although_the_file_is_still_busy() {
        replay.at(0, prompt(), "thinking")
                .at(0.04, fileBusy(), "thinking")
                .at(1, stopFailure("overloaded"), "failed: overloaded")
                .settles(5, "failed: overloaded");
    }

    @Test
    void a_hook_wins_over_a_file_with_the_same_stamp() {
        replay.at(0, prompt(), "thinking").at(1, stop(0), "idle").at(1, fileBusy(), "idle");
    }

    @Test
    void a_tool_end_without_an_id_ends_the_newest_tool_of_that_name() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("", "Read"), "Read")
                .at(2, pre("", "Edit"), "Edit")
                .at(3, post("", "Read"), "Edit")
                .at(4, post("", ""), "thinking");
    }
}
