package dev.llmbridge.session;

import static dev.llmbridge.session.EventDetails.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.session.Activity.Reason;
import dev.llmbridge.session.Overview.Urgency;
import dev.llmbridge.session.SessionEvent.EventDetail;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverviewTest {
    private final SessionTable table = new SessionTable(List.of());

    @Test
    void without_sessions_the_overview_is_idle() {
        Overview overview = overview(0);
        assertThat(overview.urgency()).isEqualTo(Urgency.IDLE);
        assertThat(overview.foremost()).isEmpty();
        assertThat(overview.nextChange()).isEmpty();
    }

    @Test
    void the_most_urgent_session_comes_first_then_the_most_recent() {
        happens(1, "idle", stop(0));
        happens(2, "compacting", preCompact());
        happens(3, "older", prompt());
        happens(4, "tool", pre("1", "Bash"));
        happens(5, "failed", stopFailure("overloaded"));
        happens(6, "waiting", asks(Reason.QUESTION, "AskUserQuestion"));
        Overview overview = overview(7);
        assertThat(overview.entries())
                .extracting(entry -> entry.session().id().value())
                .containsExactly("waiting", "failed", "tool", "older", "compacting", "idle");
        assertThat(overview.urgency()).isEqualTo(Urgency.WAITING);
        assertThat(overview.counts()).isEqualTo(new Overview.Counts(1, 1, 1, 1, 1, 1));
        assertThat(overview.anyTool()).isTrue();
    }

    @Test
    void the_next_change_is_the_end_of_the_grace_period_then_each_expiry() {
        happens(0, "a", asks(Reason.PERMISSION, "Bash"));
        assertThat(overview(0).nextChange()).contains(Replay.time(0.3));
        assertThat(overview(0.3).nextChange()).contains(Replay.time(1_800));
        assertThat(overview(1_799).urgency()).isEqualTo(Urgency.WAITING);
        assertThat(overview(1_800).entries()).isEmpty();
        assertThat(overview(1_800).nextChange()).isEmpty();
    }

    @Test
    void a_silent_session_becomes_idle_only_if_nothing_is_known_to_go_on() {
        happens(0, "thinking", prompt());
        assertThat(overview(59).nextChange()).contains(Replay.time(60));
        assertThat(overview(60).urgency()).isEqualTo(Urgency.IDLE);
        happens(100, "thinking", pre("1", "Bash"));
        assertThat(overview(1_899).anyTool()).isTrue();
        assertThat(overview(1_899).nextChange()).contains(Replay.time(1_900));
        happens(2_000, "thinking", post("1", "Bash"));
        assertThat(overview(2_060).urgency()).isEqualTo(Urgency.IDLE);
    }

    @Test
    void a_failed_session_outranks_working_ones_for_ten_minutes() {
        table.apply(Replay.event(0, prompt()));
        table.apply(Replay.event(1, stopFailure("overloaded")));
        happens(600, "working", pre("1", "Bash"));
        assertThat(overview(600.9).urgency()).isEqualTo(Urgency.FAILED);
        assertThat(overview(600.9).nextChange()).contains(Replay.time(601));
        assertThat(overview(601).urgency()).isEqualTo(Urgency.WORKING);
        assertThat(overview(601).counts().failed()).isOne();
        happens(602, "working", post("1", "Bash"));
        happens(603, "working", stop(0));
        assertThat(overview(603).urgency()).isEqualTo(Urgency.FAILED_EARLIER);
        table.apply(Replay.event(604, prompt()));
        assertThat(overview(604).urgency()).isEqualTo(Urgency.WORKING);
    }

    @Test
    void the_foremost_session_is_the_most_urgent_one() {
        assertThat(overview(0).foremost()).isEmpty();
        happens(0, "thinking", prompt());
        assertThat(overview(1).anyTool()).isFalse();
        happens(1, "asking", asks(Reason.QUESTION, "AskUserQuestion"));
        happens(2, "idle", seen());
        assertThat(overview(3).foremost().map(entry -> entry.session().id())).contains(new SessionId("asking"));
    }

    @Test
    void headless_sessions_can_be_left_out() {
        happens(0, "mine", prompt());
        table.apply(Replay.event(1, Replay.B, Optional.of(Replay.CLIENT_B), headless()));
        table.apply(Replay.event(2, Replay.B, Optional.of(Replay.CLIENT_B), stopFailure("overloaded")));
        assertThat(overview(3).urgency()).isEqualTo(Urgency.FAILED);
        Overview interactive = overview(3).withoutHeadless();
        assertThat(interactive.urgency()).isEqualTo(Urgency.WORKING);
        assertThat(interactive.counts()).isEqualTo(new Overview.Counts(0, 0, 1, 0, 0, 0));
        assertThat(overview(3).withoutHeadlessIfOthers()).isEqualTo(interactive);
    }

    @Test
    void headless_sessions_count_if_there_are_no_others() {
        table.apply(Replay.event(1, Replay.B, Optional.of(Replay.CLIENT_B), headless()));
        assertThat(overview(2).withoutHeadless().entries()).isEmpty();
        assertThat(overview(2).withoutHeadlessIfOthers()).isEqualTo(overview(2));
    }

    @Test
    void a_silent_session_with_a_living_process_stays_active() {
        table.apply(Replay.event(0, prompt()));
        assertThat(overview(86_400).urgency()).isEqualTo(Urgency.WORKING);
        assertThat(overview(86_400).nextChange()).isEmpty();
    }

    @Test
    void without_a_grace_period_a_permission_request_is_shown_immediately() {
        happens(0, "a", asks(Reason.PERMISSION, "Bash"));
        Expiry atOnce =
                new Expiry(Duration.ofSeconds(60), Duration.ofSeconds(300), Duration.ZERO, Duration.ofMinutes(10));
        assertThat(Overview.at(table.all(), Replay.time(0), atOnce).urgency()).isEqualTo(Urgency.WAITING);
        assertThat(overview(0).urgency()).isEqualTo(Urgency.WORKING);
    }

    private void happens(double seconds, String id, EventDetail what) {
        table.apply(Replay.event(seconds, new SessionId(id), Optional.empty(), what));
    }

    private Overview overview(double seconds) {
        return Overview.at(table.all(), Replay.time(seconds), Expiry.DEFAULT);
    }
}
