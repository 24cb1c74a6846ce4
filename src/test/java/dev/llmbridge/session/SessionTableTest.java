package dev.llmbridge.session;

import static dev.llmbridge.session.EventDetails.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.session.Session.RunningTool;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionEvent.StartReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionTableTest {
    private static final SessionId C = new SessionId("c");

    private final Replay replay = new Replay();

    @Test
    void a_newer_event_of_the_same_process_ends_its_older_session() {
        replay.at(0, prompt(), "thinking")
                .at(1, Replay.B, Replay.CLIENT_A, prompt(), "thinking")
                .stays(Replay.A, "gone");
        assertThat(replay.last()).isEqualTo(new Change(Set.of(Replay.B), Set.of(), Set.of(Replay.A)));
    }

    @Test
    void an_older_event_of_the_same_process_restores_no_session() {
        replay.at(1, Replay.B, Replay.CLIENT_A, prompt(), "thinking")
                .at(0, prompt(), "gone")
                .stays(Replay.B, "thinking");
        assertThat(replay.last()).isEqualTo(Change.NONE);
    }

    @Test
    void a_later_process_with_the_same_pid_ends_the_session_of_the_earlier_one() {
        replay.at(0, prompt(), "thinking")
                .at(1, Replay.B, new ClientProcess(100, 9_999), prompt(), "thinking")
                .stays(Replay.A, "gone");
    }

    @Test
    void processes_never_seen_alive_end_no_sessions() {
        ClientProcess unseen = new ClientProcess(7, 0);
        replay.at(0, Replay.A, unseen, prompt(), "thinking")
                .at(1, Replay.B, unseen, prompt(), "thinking")
                .stays(Replay.A, "thinking");
    }

    @Test
    void unknown_and_newer_sessions_of_another_process_are_adopted() {
        Instant now = Instant.EPOCH;
        Session older = Session.unknown(Replay.A, now);
        Session newer = Session.unknown(Replay.A, now.plusSeconds(1));
        Session other = Session.unknown(Replay.B, now);
        SessionTable table = new SessionTable(List.of(older));

        assertThat(table.adopt(List.of(newer, other)))
                .isEqualTo(new Change(Set.of(Replay.A, Replay.B), Set.of(), Set.of()));
        assertThat(table.all()).containsExactlyInAnyOrder(newer, other);

        assertThat(table.adopt(List.of(older, other))).isEqualTo(Change.NONE);
        assertThat(table.get(Replay.A)).contains(newer);
    }

    @Test
    void no_more_sessions_are_adopted_than_the_table_may_contain() {
        List<Session> known = new ArrayList<>();
        List<Session> stored = new ArrayList<>();
        for (int i = 0; i < SessionTable.MAX_SESSIONS; i++) {
            known.add(Session.unknown(new SessionId("known" + i), Instant.ofEpochSecond(i)));
            stored.add(Session.unknown(new SessionId("stored" + i), Instant.ofEpochSecond(i)));
        }
        SessionTable table = new SessionTable(known);

        Change change = table.adopt(stored);

        assertThat(table.all()).hasSize(SessionTable.MAX_SESSIONS);
        assertThat(change.removed()).hasSize(SessionTable.MAX_SESSIONS);
        assertThat(change.changed()).doesNotContainAnyElementsOf(change.removed());
    }

    @Test
    void an_ended_session_is_remembered_for_60_s() {
        replay.at(0, prompt(), "thinking")
                .at(1, ended(), "gone")
                .at(2, used(1), "gone")
                .at(3, fileBusy(), "gone")
                .at(60.9, prompt(), "gone")
                .at(61, prompt(), "thinking");
    }

    @Test
    void only_a_later_start_revives_an_ended_session() {
        replay.at(0, prompt(), "thinking")
                .at(2, ended(), "gone")
                .at(1, started(StartReason.STARTUP), "gone")
                .at(3, started(StartReason.RESUME), "idle")
                .at(4, prompt(), "thinking");
    }

    @Test
    void a_start_at_the_time_of_the_end_revives_the_session() {
        replay.at(0, prompt(), "thinking").at(2, ended(), "gone").at(2, started(StartReason.RESUME), "idle");
    }

    @Test
    void the_number_of_remembered_ends_is_bounded() {
        SessionTable table = new SessionTable(List.of());
        for (int i = 0; i <= 4_096; i++) {
            table.apply(event("s" + i, 0, prompt()));
            table.apply(event("s" + i, 0, ended()));
        }
        assertThat(table.apply(event("s1", 0, prompt()))).as("remembered").isEqualTo(Change.NONE);
        assertThat(table.apply(event("s0", 0, prompt())).changed())
                .as("the oldest is forgotten")
                .containsExactly(new SessionId("s0"));
    }

    @Test
    void the_end_of_an_unknown_session_is_not_remembered() {
        replay.at(0, ended(), "gone").at(0.3, prompt(), "thinking");
    }

    @Test
    void if_there_are_too_many_sessions_the_idle_one_with_the_oldest_event_leaves() {
        SessionTable table = new SessionTable(List.of());
        for (int i = 0; i < SessionTable.MAX_SESSIONS; i++) {
            table.apply(event("s" + i, i, i == 7 || i == 9 ? new EventDetail.Seen() : prompt()));
        }
        assertThat(table.apply(event("new", 5_000, prompt())).removed()).containsExactly(new SessionId("s7"));
        assertThat(table.apply(event("next", 5_001, prompt())).removed()).containsExactly(new SessionId("s9"));
        assertThat(table.apply(event("last", 5_002, prompt())).removed())
                .as("none is idle")
                .containsExactly(new SessionId("s0"));
        assertThat(table.all()).hasSize(SessionTable.MAX_SESSIONS);
        assertThat(table.hasEvicted()).isTrue();
    }

    @Test
    void in_a_full_table_the_next_session_of_a_process_takes_the_place_of_its_last_one() {
        SessionTable table = new SessionTable(List.of());
        Optional<ClientProcess> client = Optional.of(Replay.CLIENT_A);
        table.apply(event("s0", 0, client, new EventDetail.Seen()));
        for (int i = 1; i < SessionTable.MAX_SESSIONS; i++) {
            table.apply(event("s" + i, i, new EventDetail.Seen()));
        }
        Change change = table.apply(event("new", 5_000, client, prompt()));
        assertThat(change).isEqualTo(new Change(Set.of(new SessionId("new")), Set.of(), Set.of(new SessionId("s0"))));
        assertThat(table.hasEvicted()).isFalse();
        assertThat(table.all()).hasSize(SessionTable.MAX_SESSIONS);
    }

    @Test
    void in_a_full_table_a_session_that_a_process_leaves_to_another_can_be_removed() {
        SessionTable table = new SessionTable(List.of());
        Optional<ClientProcess> client = Optional.of(Replay.CLIENT_A);
        table.apply(event("s0", 0, client, new EventDetail.Seen()));
        table.apply(event("s0", 0, Optional.of(Replay.CLIENT_B), new EventDetail.Seen()));
        for (int i = 1; i < SessionTable.MAX_SESSIONS; i++) {
            table.apply(event("s" + i, i, new EventDetail.Seen()));
        }
        Change change = table.apply(event("new", 5_000, client, prompt()));
        assertThat(change).isEqualTo(new Change(Set.of(new SessionId("new")), Set.of(), Set.of(new SessionId("s0"))));
        assertThat(table.all()).hasSize(SessionTable.MAX_SESSIONS);
    }

    private static SessionEvent event(String session, long second, EventDetail detail) {
        return event(session, second, Optional.empty(), detail);
    }

    private static SessionEvent event(String session, long second, Optional<ClientProcess> client, EventDetail detail) {
        return new SessionEvent(new SessionId(session), Instant.ofEpochSecond(second), second, client, "", detail);
    }

    @Test
    void a_session_resumed_in_another_process_outlives_the_earlier_one() {
        replay.at(0, prompt(), "thinking")
                .at(1, Replay.A, Replay.CLIENT_B, started(StartReason.RESUME), "idle")
                .at(2, ended(), "idle")
                .at(3, clientGone(), "idle")
                .at(4, Replay.A, Replay.CLIENT_B, clientGone(), "gone");
    }

    @Test
    void the_end_of_one_process_does_not_silence_another() {
        replay.at(0, prompt(), "thinking")
                .at(1, ended(), "gone")
                .at(2, Replay.A, Replay.CLIENT_B, prompt(), "thinking")
                .at(3, pre("1", "Bash"), "thinking")
                .at(4, Replay.A, Replay.CLIENT_B, pre("2", "Read"), "Read");
        assertThat(replay.table().get(Replay.A).orElseThrow().clients().all())
                .extracting(Client::process)
                .containsExactly(Replay.CLIENT_B);
    }

    @Test
    void a_status_line_of_a_session_with_another_process_is_not_too_late() {
        replay.at(0, prompt(), "thinking")
                .at(1, Replay.A, Replay.CLIENT_B, prompt(), "thinking")
                .at(2, Replay.A, Replay.CLIENT_B, ended(), "idle")
                .at(3, used(1.5), "idle");
        assertThat(replay.table().get(Replay.A).orElseThrow().maxCostUsd()).isEqualTo(1.5);
    }

    @Test
    void a_session_is_headless_only_if_all_of_its_processes_are() {
        replay.at(0, prompt(), "thinking").at(1, Replay.A, Replay.CLIENT_B, headless(), "thinking");
        assertThat(replay.table().get(Replay.A).orElseThrow().isHeadless()).isFalse();
        assertThat(replay.table().get(Replay.A).orElseThrow().clients().main().map(Client::process))
                .contains(Replay.CLIENT_A);
        replay.at(2, clientGone(), "idle");
        assertThat(replay.table().get(Replay.A).orElseThrow().isHeadless()).isTrue();
    }

    @Test
    void a_session_knows_its_last_hook_and_whether_its_file_contradicts_it() {
        replay.at(0, fileIdle(), "idle").at(1, pre("1", "Bash"), "Bash");
        Session contradicted = replay.table().get(Replay.A).orElseThrow();
        assertThat(contradicted.lastHook()).contains(new Session.LastHook("tool started: Bash", Replay.time(1)));
        assertThat(contradicted.sourcesAgree()).isFalse();
        replay.settles(2, "idle");
        assertThat(replay.table().get(Replay.A).orElseThrow().sourcesAgree()).isFalse();
        replay.at(3, prompt(), "thinking").at(3.04, fileBusy(), "thinking");
        assertThat(replay.table().get(Replay.A).orElseThrow().sourcesAgree()).isTrue();
    }

    @Test
    void an_end_that_arrives_late_is_ignored() {
        replay.at(2, started(StartReason.RESUME), "idle").at(1, ended(), "idle");
    }

    @Test
    void a_sign_of_life_touches_the_session_and_a_duplicate_changes_nothing() {
        replay.at(0, prompt(), "thinking").at(1, seen(), "thinking");
        assertThat(replay.last()).isEqualTo(new Change(Set.of(), Set.of(Replay.A), Set.of()));
        replay.at(1, seen(), "thinking");
        assertThat(replay.last()).isEqualTo(Change.NONE);
    }

    @Test
    void sessions_without_a_known_process_are_removed_after_30_minutes() {
        SessionTable table = new SessionTable(List.of());
        table.apply(Replay.event(0, Replay.A, Optional.of(Replay.CLIENT_A), prompt()));
        table.apply(Replay.event(0, Replay.B, Optional.empty(), prompt()));
        assertThat(table.expire(Replay.time(1_799.999), Expiry.DEFAULT)).isEqualTo(Change.NONE);
        assertThat(table.expire(Replay.time(1_800), Expiry.DEFAULT).removed()).containsExactly(Replay.B);
        assertThat(table.all()).extracting(Session::id).containsExactly(Replay.A);
        assertThat(table.apply(Replay.event(1_801, Replay.B, Optional.empty(), prompt()))
                        .changed())
                .containsExactly(Replay.B);
    }

    @Test
    void a_restored_table_knows_the_process_of_each_session() {
        replay.at(0, prompt(), "thinking").at(1, pre("1", "Bash"), "Bash");
        SessionTable restored = new SessionTable(replay.table().all());
        Change change = restored.apply(Replay.event(2, Replay.B, Optional.of(Replay.CLIENT_A), prompt()));
        assertThat(change.removed()).containsExactly(Replay.A);
    }

    @Test
    void late_values_do_not_replace_newer_ones() {
        SessionTable table = new SessionTable(List.of());
        table.apply(inDirectory(2, "/home/user/new"));
        table.apply(inDirectory(1, "/home/user/old"));
        table.apply(Replay.event(1, Replay.A, Optional.of(Replay.CLIENT_A), used(3)));
        table.apply(Replay.event(3, Replay.A, Optional.of(Replay.CLIENT_A), used(2)));
        Session session = table.get(Replay.A).orElseThrow();
        assertThat(session.cwd()).isEqualTo("/home/user/new");
        assertThat(session.clients()).isEqualTo(Clients.NONE);
        assertThat(session.usage().costUsd()).hasValue(2);
        assertThat(session.maxCostUsd()).isEqualTo(3);
    }

    @Test
    void usage_values_that_are_not_reported_again_are_kept() {
        SessionTable table = new SessionTable(List.of());
        table.apply(Replay.event(1, Replay.A, Optional.empty(), used(3)));
        table.apply(Replay.event(2, Replay.A, Optional.empty(), new EventDetail.UsageReported(Usage.NONE, "")));
        Session session = table.get(Replay.A).orElseThrow();
        assertThat(session.usage().model()).isEqualTo("Opus 4.5");
        assertThat(session.usage().costUsd()).hasValue(3);
        assertThat(session.usage().contextPercent()).hasValue(5);
    }

    @Test
    void a_late_event_fills_in_unknown_values() {
        SessionTable table = new SessionTable(List.of());
        table.apply(inDirectory(2, ""));
        table.apply(inDirectory(1, "/home/user/project"));
        assertThat(table.get(Replay.A).orElseThrow().cwd()).isEqualTo("/home/user/project");
    }

    @Test
    void the_number_of_unfinished_tools_is_bounded() {
        SessionTable table = new SessionTable(List.of());
        for (int i = 0; i < 10_000; i++) {
            table.apply(Replay.event(i, pre(Integer.toString(i), "Bash")));
        }
        List<RunningTool> tools =
                new ArrayList<>(table.get(Replay.A).orElseThrow().tools());
        assertThat(tools).hasSize(256);
        assertThat(tools.getLast().id()).isEqualTo("9999");
    }

    @Test
    void late_starts_of_tools_are_bounded_too() {
        SessionTable table = new SessionTable(List.of());
        table.apply(Replay.event(100_000, pre("newest", "Bash")));
        for (int i = 0; i < 1_000; i++) {
            table.apply(Replay.event(i, pre(Integer.toString(i), "Bash")));
        }
        List<RunningTool> tools =
                new ArrayList<>(table.get(Replay.A).orElseThrow().tools());
        assertThat(tools).hasSize(256);
        assertThat(tools.getLast().id()).isEqualTo("newest");
    }

    @Test
    void the_project_is_named_by_the_most_reliable_source() {
        assertThat(projectAfter()).isEmpty();
        SessionEvent shell = inDirectory(0, "/start/sub");
        SessionEvent start = inDirectory(1, started(StartReason.STARTUP), "/start");
        SessionEvent statusLine = Replay.event(2, new EventDetail.UsageReported(Usage.NONE, "/project"));
        SessionEvent file = inDirectory(3, fileBusy(), "/file");
        assertThat(projectAfter(shell)).isEqualTo("/start/sub");
        assertThat(projectAfter(shell, inDirectory(1, "/other"))).isEqualTo("/start/sub");
        assertThat(projectAfter(shell, start)).isEqualTo("/start");
        assertThat(projectAfter(start, shell)).isEqualTo("/start");
        assertThat(projectAfter(statusLine, start)).isEqualTo("/project");
        assertThat(projectAfter(start, statusLine)).isEqualTo("/project");
        assertThat(projectAfter(file, statusLine, start, shell)).isEqualTo("/file");
        assertThat(projectAfter(shell, start, statusLine, file)).isEqualTo("/file");
        assertThat(projectAfter(file, inDirectory(4, fileIdle(), "/moved"))).isEqualTo("/moved");
    }

    @Test
    void a_subagents_directory_does_not_become_the_sessions_directory() {
        SessionTable table = new SessionTable(List.of());
        table.apply(inDirectory(0, "/project"));
        table.apply(inDirectory(1, preIn("x", "1", "Bash"), "/worktree"));
        table.apply(inDirectory(2, subagentStop("x", 0), "/worktree"));
        Session session = table.get(Replay.A).orElseThrow();
        assertThat(session.cwd()).isEqualTo("/project");
        assertThat(session.project().path()).isEqualTo("/project");
    }

    @Test
    void settling_is_a_change_of_the_session() {
        replay.at(0, fileIdle(), "idle").at(1, pre("1", "Bash"), "Bash").settles(2, "idle");
        assertThat(replay.last()).isEqualTo(new Change(Set.of(Replay.A), Set.of(), Set.of()));
    }

    @Test
    void an_end_or_a_move_at_the_time_of_the_last_event_is_not_late() {
        replay.at(1, prompt(), "thinking")
                .at(1, Replay.B, Replay.CLIENT_A, prompt(), "thinking")
                .stays(Replay.A, "gone")
                .at(1, Replay.B, Replay.CLIENT_A, ended(), "gone");
    }

    @Test
    void the_end_of_one_of_two_processes_is_late_only_after_its_own_events() {
        replay.at(0, prompt(), "thinking")
                .at(2, Replay.A, Replay.CLIENT_B, prompt(), "thinking")
                .at(5, pre("1", "Bash"), "Bash")
                .at(1, Replay.A, Replay.CLIENT_B, ended(), "Bash")
                .at(3, Replay.A, Replay.CLIENT_B, ended(), "Bash");
        assertThat(processesOf(Replay.A)).containsExactly(Replay.CLIENT_A);
    }

    @Test
    void the_end_of_the_only_process_is_late_after_any_event_of_the_session() {
        replay.at(0, prompt(), "thinking");
        replay.table().apply(Replay.event(5, Replay.A, Optional.empty(), pre("1", "Bash")));
        replay.at(3, ended(), "Bash");
    }

    @Test
    void a_process_that_has_left_a_session_with_later_events_can_move_on() {
        replay.at(0, prompt(), "thinking")
                .at(10, Replay.A, Replay.CLIENT_B, pre("1", "Bash"), "Bash")
                .at(5, Replay.B, Replay.CLIENT_A, prompt(), "thinking")
                .at(6, C, Replay.CLIENT_A, prompt(), "thinking")
                .stays(Replay.B, "gone")
                .stays(Replay.A, "Bash");
    }

    @Test
    void a_process_does_not_end_a_session_that_another_process_has_resumed() {
        replay.at(0, prompt(), "thinking")
                .at(1, ended(), "gone")
                .at(2, Replay.A, Replay.CLIENT_B, started(StartReason.RESUME), "idle")
                .at(3, Replay.B, Replay.CLIENT_A, prompt(), "thinking")
                .stays(Replay.A, "idle");
    }

    @Test
    void the_later_of_two_restored_sessions_of_one_process_is_current() {
        Session earlier = sessionOfClientA(Replay.A, 0);
        Session later = sessionOfClientA(Replay.B, 5);
        for (List<Session> order : List.of(List.of(earlier, later), List.of(later, earlier))) {
            SessionTable restored = new SessionTable(order);
            Change change = restored.apply(Replay.event(6, C, Optional.of(Replay.CLIENT_A), prompt()));
            assertThat(change.removed()).containsExactly(Replay.B);
        }
    }

    private static Session sessionOfClientA(SessionId id, double seconds) {
        SessionTable table = new SessionTable(List.of());
        table.apply(Replay.event(seconds, id, Optional.of(Replay.CLIENT_A), prompt()));
        return table.get(id).orElseThrow();
    }

    private List<ClientProcess> processesOf(SessionId id) {
        return replay.table().get(id).orElseThrow().clients().all().stream()
                .map(Client::process)
                .toList();
    }

    private static String projectAfter(SessionEvent... events) {
        SessionTable table = new SessionTable(List.of());
        table.apply(Replay.event(0, seen()));
        for (SessionEvent event : events) {
            table.apply(event);
        }
        return table.get(Replay.A).orElseThrow().project().path();
    }

    private static SessionEvent inDirectory(double seconds, String cwd) {
        return inDirectory(seconds, prompt(), cwd);
    }

    private static SessionEvent inDirectory(double seconds, EventDetail detail, String cwd) {
        SessionEvent event = Replay.event(seconds, detail);
        return new SessionEvent(event.session(), event.at(), event.stamp(), Optional.empty(), cwd, event.detail());
    }
}
