package dev.llmbridge.session;

import static dev.llmbridge.session.EventDetails.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.session.Activity.Reason;
import dev.llmbridge.session.Session.RunningTool;
import dev.llmbridge.session.Session.Subagent;
import dev.llmbridge.session.Session.Wait;
import dev.llmbridge.session.SessionEvent.ClientStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What events do to the parts of a session, in cases that its activity alone does not show. */
class SessionReducerTest {
    private final Replay replay = new Replay();

    @Test
    void a_turn_starts_with_its_prompt_or_else_with_its_first_tool() {
        replay.at(0, prompt(), "thinking").at(1, pre("1", "Bash"), "Bash");
        assertThat(session().turnStarted()).contains(Replay.time(0));

        replay.at(2, stop(0), "idle").at(5, pre("2", "Bash"), "Bash").at(6, post("2", "Bash"), "thinking");
        assertThat(session().turnStarted()).contains(Replay.time(5));
    }

    @Test
    void a_tool_that_starts_again_replaces_its_earlier_start() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(2, pre("2", "Read"), "Read")
                .at(3, pre("1", "Bash"), "Bash");
        assertThat(session().tools()).extracting(RunningTool::id).containsExactly("2", "1");
    }

    @Test
    void a_late_start_takes_its_place_among_the_running_tools_once() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(3, pre("3", "Edit"), "Edit")
                .at(2, pre("2", "Read"), "Edit")
                .at(0.5, pre("3", "Edit"), "Edit");
        assertThat(session().tools()).extracting(RunningTool::id).containsExactly("1", "2", "3");
    }

    @Test
    void a_late_end_of_a_batch_ends_its_tools() {
        replay.at(0, prompt(), "thinking")
                .at(1, pre("1", "Bash"), "Bash")
                .at(3, pre("2", "Read"), "Read")
                .at(2, batch("1"), "Read");
        assertThat(session().tools()).extracting(RunningTool::id).containsExactly("2");
    }

    @Test
    void only_what_the_session_itself_did_ends_with_a_turn_that_leaves_subagents() {
        replay.at(0, prompt(), "thinking")
                .at(1, subagentStart("x"), "thinking")
                .at(2, preIn("x", "1", "Bash"), "Bash")
                .at(3, pre("2", "Read"), "Read")
                .at(4, asks(Reason.PERMISSION, "Read"), "permission Read")
                .at(5, asksIn("x", "Bash"), "permission Read")
                .at(6, stop(1), "permission Bash");
        assertThat(session().tools()).extracting(RunningTool::id).containsExactly("1");
        assertThat(session().waiting()).extracting(Wait::subagent).containsExactly(Optional.of("x"));
    }

    @Test
    void the_result_of_a_background_task_ends_no_request_of_a_subagent() {
        replay.at(0, prompt(), "thinking")
                .at(1, preIn("x", "1", "Bash"), "Bash")
                .at(2, asks(Reason.PERMISSION, "Read"), "permission Read")
                .at(3, asksIn("x", "Bash"), "permission Read")
                .at(4, taskNotification(), "permission Bash");
        assertThat(session().waiting()).extracting(Wait::subagent).containsExactly(Optional.of("x"));
        replay.at(5, prompt(), "thinking");
        assertThat(session().waiting()).isEmpty();
    }

    @Test
    void a_prompt_ends_the_subagents_of_an_interrupted_turn_but_not_those_in_the_background() {
        replay.at(0, prompt(), "thinking").at(1, subagentStart("x"), "thinking").at(8, prompt(), "thinking");
        assertThat(session().subagents()).isEmpty();

        replay.at(9, subagentStart("y"), "thinking")
                .at(10, stop(1), "1 in background")
                .at(11, prompt(), "1 in background");
        assertThat(session().subagents()).extracting(Subagent::id).containsExactly("y");
    }

    @Test
    void a_subagent_is_known_once_from_its_start_a_tool_or_a_request() {
        replay.at(0, prompt(), "thinking")
                .at(1, subagentStart("x"), "thinking")
                .at(2, subagentStart("x"), "thinking")
                .at(3, preIn("x", "1", "Bash"), "Bash")
                .at(4, preIn("y", "2", "Bash"), "Bash")
                .at(5, asksIn("z", "Read"), "permission Read");
        assertThat(session().subagents()).extracting(Subagent::id).containsExactly("x", "y", "z");
    }

    @Test
    void a_subagent_takes_its_own_tools_and_requests_with_it() {
        replay.at(0, prompt(), "thinking")
                .at(1, preIn("x", "1", "Bash"), "Bash")
                .at(2, preIn("y", "2", "Read"), "Read")
                .at(3, asksIn("x", "Bash"), "permission Bash")
                .at(4, asksIn("y", "Read"), "permission Bash")
                .at(5, subagentStop("x", 0), "permission Read");
        assertThat(session().subagents()).extracting(Subagent::id).containsExactly("y");
        assertThat(session().tools()).extracting(RunningTool::id).containsExactly("2");
    }

    @Test
    void a_tool_ends_a_request_that_names_no_tool_but_not_that_of_another_tool() {
        replay.at(0, prompt(), "thinking")
                .at(1, elicits(), "input")
                .at(2, pre("1", "Bash"), "Bash")
                .at(3, asks(Reason.PERMISSION, "Edit"), "permission Edit")
                .at(4, pre("2", "Read"), "permission Edit")
                .at(5, post("2", "Read"), "permission Edit");
    }

    @Test
    void an_answer_ends_a_permission_request_only_if_nothing_else_is_asked() {
        replay.at(0, prompt(), "thinking")
                .at(1, asks(Reason.PERMISSION, "Bash"), "permission Bash")
                .at(2, elicits(), "permission Bash")
                .at(3, answered(), "permission Bash")
                .at(4, answered(), "thinking");
    }

    @Test
    void a_file_that_agrees_with_compaction_or_a_failed_turn_is_no_contradiction() {
        replay.at(0, fileBusy(), "thinking").at(1, preCompact(), "compacting");
        assertThat(session().sourcesAgree()).isTrue();
        replay.at(2, postCompact(), "thinking").at(3, stopFailure("overloaded"), "failed: overloaded");
        assertThat(session().sourcesAgree()).isTrue();
        replay.at(4, fileIdle(), "failed: overloaded").at(5, preCompact(), "compacting");
        assertThat(session().sourcesAgree()).isFalse();
    }

    @Test
    void a_contradiction_ends_with_the_process_or_the_file_that_caused_it() {
        replay.at(0, fileIdle(), "idle").at(1, pre("1", "Bash"), "Bash");
        assertThat(replay.table().settlesAt()).contains(Replay.time(2));
        replay.at(1.5, fileRemoved(), "Bash");
        assertThat(replay.table().settlesAt()).isEmpty();

        replay.at(2, fileIdle(), "idle")
                .at(3, Replay.A, Replay.CLIENT_B, fileWaiting(Reason.INPUT), "input")
                .at(4, Replay.A, Replay.CLIENT_B, answered(), "thinking");
        assertThat(replay.table().settlesAt()).contains(Replay.time(5));
        replay.at(4.5, Replay.A, Replay.CLIENT_B, clientGone(), "idle");
        assertThat(replay.table().settlesAt()).isEmpty();
    }

    @Test
    void only_the_process_whose_file_is_gone_or_that_is_idle_is_distrusted() {
        replay.at(0, fileBusy(), "thinking").at(1, Replay.A, Replay.CLIENT_B, fileIdle(), "thinking");
        replay.at(2, Replay.A, Replay.CLIENT_B, idleNotice(), "thinking");
        assertThat(statusOf(Replay.CLIENT_A)).contains(ClientStatus.BUSY);
        replay.at(3, Replay.A, Replay.CLIENT_B, fileRemoved(), "thinking");
        assertThat(statusOf(Replay.CLIENT_A)).contains(ClientStatus.BUSY);
        assertThat(statusOf(Replay.CLIENT_B)).isEmpty();

        replay.at(4, Replay.A, Replay.CLIENT_B, fileIdle(), "thinking");
        replay.table().apply(Replay.event(5, Replay.A, Optional.empty(), idleNotice()));
        assertThat(statusOf(Replay.CLIENT_A)).isEmpty();
    }

    @Test
    void an_idle_file_is_still_believed_when_a_busy_one_is_not() {
        replay.at(0, fileIdle(), "idle")
                .at(1, Replay.A, Replay.CLIENT_B, prompt(), "thinking")
                .at(1.04, Replay.A, Replay.CLIENT_B, fileBusy(), "thinking")
                .at(2, Replay.A, Replay.CLIENT_B, stop(0), "thinking")
                .settles(602, "idle");
        assertThat(statusOf(Replay.CLIENT_A)).contains(ClientStatus.IDLE);
        assertThat(statusOf(Replay.CLIENT_B)).isEmpty();
    }

    @Test
    void a_late_event_names_the_process_only_if_none_is_known_or_the_file_says_so() {
        replay.table().apply(Replay.event(5, Replay.A, Optional.empty(), prompt()));
        replay.at(4, seen(), "thinking").at(3, Replay.A, Replay.CLIENT_B, seen(), "thinking");
        assertThat(session().clients().all()).extracting(Client::process).containsExactly(Replay.CLIENT_A);
        replay.at(2, Replay.A, Replay.CLIENT_B, headless(), "thinking");
        assertThat(session().clients().all())
                .extracting(Client::process)
                .containsExactly(Replay.CLIENT_A, Replay.CLIENT_B);
    }

    private Optional<ClientStatus> statusOf(ClientProcess process) {
        return session().clients().find(process).orElseThrow().file().map(FileStatus::status);
    }

    private Session session() {
        return replay.table().get(Replay.A).orElseThrow();
    }
}
