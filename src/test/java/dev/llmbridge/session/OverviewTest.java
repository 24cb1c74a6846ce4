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
        assertThat(overview(0.3).nextChange()).contains(Replay.time(60));
        assertThat(overview(60).nextChange()).contains(Replay.time(300));
        assertThat(overview(60).urgency()).isEqualTo(Urgency.IDLE);
        assertThat(overview(300).entries()).isEmpty();
        assertThat(overview(300).nextChange()).isEmpty();
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
        Expiry atOnce = new Expiry(Duration.ofSeconds(60), Duration.ofSeconds(300), Duration.ZERO);
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
