package dev.llmbridge.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.session.SessionEvent.EventDetail;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionLabelsTest {
    private final SessionTable table = new SessionTable(List.of());

    @Test
    void a_status_line_replaces_all_that_an_earlier_one_reported() {
        apply(1, reported(SessionLabels.reported("fix login", "tree", "worktree-tree")));
        assertThat(labels()).isEqualTo(new SessionLabels("fix login", "tree", "worktree-tree", ""));

        apply(2, reported(SessionLabels.NONE));
        assertThat(labels()).isEqualTo(SessionLabels.NONE);
    }

    @Test
    void a_report_without_labels_keeps_them() {
        SessionLabels labels = SessionLabels.reported("fix login", "tree", "");
        apply(1, reported(labels));

        apply(2, new EventDetail.UsageReported(Usage.NONE, ""));

        assertThat(labels()).isEqualTo(labels);
    }

    @Test
    void the_branch_that_is_checked_out_counts_unless_the_client_reports_one() {
        apply(1, EventDetails.prompt());
        apply(2, new EventDetail.BranchRead("main"));
        assertThat(labels().branch()).isEqualTo("main");

        apply(3, reported(SessionLabels.reported("", "tree", "worktree-tree")));
        assertThat(labels().branch()).isEqualTo("worktree-tree");

        apply(4, reported(SessionLabels.NONE));
        assertThat(labels().branch()).isEqualTo("main");

        apply(5, new EventDetail.BranchRead(""));
        assertThat(labels().branch()).isEmpty();
    }

    @Test
    void a_branch_does_not_add_or_revive_a_session() {
        apply(1, new EventDetail.BranchRead("main"));
        assertThat(table.all()).isEmpty();

        apply(2, EventDetails.prompt());
        apply(3, EventDetails.ended());
        apply(4, new EventDetail.BranchRead("main"));
        assertThat(table.all()).isEmpty();
    }

    @Test
    void a_branch_changes_nothing_else() {
        apply(1, EventDetails.prompt());
        Session before = table.get(Replay.A).orElseThrow();

        Change change = apply(1, new EventDetail.BranchRead("main"));

        Session after = table.get(Replay.A).orElseThrow();
        assertThat(after.activity()).isEqualTo(before.activity());
        assertThat(after.stamp()).isEqualTo(before.stamp());
        assertThat(after.lastHook()).isEqualTo(before.lastHook());
        assertThat(change.changed()).containsExactly(Replay.A);
        assertThat(apply(1, new EventDetail.BranchRead("main"))).isEqualTo(Change.NONE);
    }

    private Change apply(double seconds, EventDetail detail) {
        return table.apply(Replay.event(seconds, detail));
    }

    private SessionLabels labels() {
        return table.get(Replay.A).orElseThrow().labels();
    }

    private static EventDetail reported(SessionLabels labels) {
        return new EventDetail.UsageReported(Usage.NONE, "", Optional.of(labels));
    }
}
