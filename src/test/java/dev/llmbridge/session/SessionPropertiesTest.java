package dev.llmbridge.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.llmbridge.session.Activity.Reason;
import dev.llmbridge.session.SessionEvent.ClientStatus;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionEvent.StartReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SessionPropertiesTest {
    @Property
    void any_sequence_of_events_is_accepted(@ForAll("events") List<SessionEvent> events) {
        assertThatCode(() -> {
                    SessionTable table = new SessionTable(List.of());
                    for (SessionEvent event : events) {
                        table.apply(event);
                        Overview.at(table.all(), event.at(), Expiry.DEFAULT);
                        table.expire(event.at(), Expiry.DEFAULT);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Property
    void no_tool_runs_after_an_end_or_a_stop_without_background_tasks(
            @ForAll("events") List<SessionEvent> events, @ForAll("closing") EventDetail closing) {
        Session session = play(events).apply(Replay.event(1_000, closing));
        assertThat(session.tools()).isEmpty();
        assertThat(session.subagents()).isEmpty();
        assertThat(session.waiting()).isEmpty();
        Session withoutFiles = session;
        for (Client client : session.clients().all()) {
            withoutFiles = withoutFiles.apply(
                    Replay.event(1_001, session.id(), Optional.of(client.process()), EventDetails.fileRemoved()));
        }
        assertThat(withoutFiles.activity()).isInstanceOf(Activity.Idle.class);
        assertThat(session.activity())
                .isEqualTo(session.endReported() ? new Activity.Thinking(0) : withoutFiles.activity());
    }

    @Property
    void a_settled_session_agrees_with_its_file(@ForAll("events") List<SessionEvent> events) {
        Session session = play(events);
        // At most three steps: a contradiction is settled, a file that reports work for too long after the end of the
        // turn is ignored, and a contradiction with the file of another process is settled.
        for (int i = 0; i < 3 && session.settlesAt().isPresent(); i++) {
            session = session.settled();
        }
        assertThat(session.settlesAt()).isEmpty();
    }

    @Property
    void the_sessions_own_tools_run_only_during_a_turn(@ForAll("events") List<SessionEvent> events) {
        Session session = play(events);
        assertThat(session.tools())
                .allMatch(tool -> session.working() || tool.subagent().isPresent());
    }

    @Property
    void a_late_event_starts_no_activity(
            @ForAll("events") List<SessionEvent> events, @ForAll("details") EventDetail detail) {
        Session session = play(events);
        SessionEvent late =
                new SessionEvent(session.id(), Replay.time(0), session.stamp() - 1, Optional.empty(), "", detail);
        Session after = session.apply(late);
        boolean endsTool = detail instanceof EventDetail.ToolEnded || detail instanceof EventDetail.ToolsEnded;
        if (endsTool) {
            assertThat(session.tools()).containsAll(after.tools());
            assertThat(after.working()).isEqualTo(session.working());
            assertThat(after.waiting()).isEqualTo(session.waiting());
        } else {
            assertThat(after.activity()).isEqualTo(session.activity());
        }
    }

    @Property
    void the_overview_does_not_depend_on_the_order_of_the_sessions(
            @ForAll("events") List<SessionEvent> events, @ForAll Random random) {
        SessionTable table = new SessionTable(List.of());
        events.forEach(table::apply);
        List<Session> shuffled = new ArrayList<>(table.all());
        Collections.shuffle(shuffled, random);
        assertThat(Overview.at(shuffled, Replay.time(20), Expiry.DEFAULT))
                .isEqualTo(Overview.at(table.all(), Replay.time(20), Expiry.DEFAULT));
    }

    @Property
    void the_shown_activity_is_stable_until_the_next_change(@ForAll("events") List<SessionEvent> events) {
        SessionTable table = new SessionTable(List.of());
        events.forEach(table::apply);
        for (double second = 0; second < 400; second += 7.3) {
            Overview now = Overview.at(table.all(), Replay.time(second), Expiry.DEFAULT);
            Overview last = now.nextChange()
                    .map(change -> Overview.at(table.all(), change.minusNanos(1), Expiry.DEFAULT))
                    .orElseGet(() -> Overview.at(table.all(), Replay.time(1_000_000), Expiry.DEFAULT));
            assertThat(last.entries()).isEqualTo(now.entries());
        }
    }

    @Property
    void the_changes_add_up_to_the_table_and_a_restored_table_behaves_the_same(
            @ForAll("events") List<SessionEvent> events, @ForAll("event") SessionEvent next) {
        SessionTable table = new SessionTable(List.of());
        Set<SessionId> known = new HashSet<>();
        for (SessionEvent event : events) {
            Change change = table.apply(event);
            known.addAll(change.changed());
            known.removeAll(change.removed());
        }
        assertThat(table.all()).extracting(Session::id).containsExactlyInAnyOrderElementsOf(known);
        // A restarted daemon does not remember which processes have ended.
        table.expire(Replay.time(90), Expiry.DEFAULT);
        Session before = table.get(next.session()).orElse(null);
        SessionTable restored = new SessionTable(table.all());
        if (before != null) {
            assertThat(restored.apply(next)).isEqualTo(table.apply(next));
            assertThat(restored.get(next.session())).isEqualTo(table.get(next.session()));
        }
    }

    private static Session play(List<SessionEvent> events) {
        Session session = Session.unknown(Replay.A, Replay.START);
        for (SessionEvent event : events) {
            session = session.apply(event);
        }
        return session;
    }

    @Provide
    Arbitrary<List<SessionEvent>> events() {
        return event().list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<SessionEvent> event() {
        Arbitrary<Optional<ClientProcess>> clients = Arbitraries.of(
                Optional.empty(),
                Optional.of(Replay.CLIENT_A),
                Optional.of(Replay.CLIENT_B),
                Optional.of(new ClientProcess(100, 0)),
                Optional.of(new ClientProcess(100, 9_000)));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 200).map(tenths -> tenths / 10.0),
                        Arbitraries.of(Replay.A, Replay.B, new SessionId("c")),
                        clients,
                        details())
                .as(Replay::event);
    }

    @Provide
    Arbitrary<EventDetail> closing() {
        return Arbitraries.of(EventDetails.stop(0), EventDetails.ended(), EventDetails.clientGone());
    }

    @Provide
    Arbitrary<EventDetail> details() {
        Arbitrary<String> ids = Arbitraries.of("", "1", "2", "3");
        Arbitrary<String> names = Arbitraries.of("", "Bash", "Read");
        Arbitrary<Optional<String>> agents = Arbitraries.of(Optional.empty(), Optional.of("x"), Optional.of("y"));
        Arbitrary<Reason> reasons = Arbitraries.of(Reason.class);
        Arbitrary<BackgroundTasks> background = Combinators.combine(
                        Arbitraries.integers().between(-1, 2),
                        Arbitraries.integers().between(-1, 2))
                .as(BackgroundTasks::new);
        return Arbitraries.oneOf(
                Arbitraries.of(StartReason.class).map(EventDetail.SessionStarted::new),
                Arbitraries.of(true, false).map(EventDetail.PromptSubmitted::new),
                Combinators.combine(ids, names, agents)
                        .as((id, name, agent) -> new EventDetail.ToolStarted(id, name, Optional.empty(), agent)),
                Combinators.combine(ids, names, agents).as(EventDetail.ToolEnded::new),
                Combinators.combine(ids.set(), agents).as(EventDetail.ToolsEnded::new),
                Combinators.combine(reasons, names.optional(), agents).as(EventDetail.Asked::new),
                reasons.map(EventDetail.WaitNotified::new),
                Arbitraries.just(EventDetails.answered()),
                background.map(EventDetail.TurnEnded::new),
                Arbitraries.just(EventDetails.stopFailure("overloaded")),
                Arbitraries.of("x", "y").map(EventDetails::subagentStart),
                Combinators.combine(Arbitraries.of("x", "y"), background).as(EventDetail.SubagentEnded::new),
                Arbitraries.of(
                        EventDetails.preCompact(),
                        EventDetails.postCompact(),
                        EventDetails.seen(),
                        EventDetails.fileRemoved(),
                        EventDetails.headless(),
                        EventDetails.idleNotice(),
                        EventDetails.clientGone(),
                        EventDetails.ended()),
                Arbitraries.of(0.1, 0.7, 1e9, Double.NaN).map(EventDetails::used),
                Combinators.combine(Arbitraries.of(ClientStatus.class), reasons)
                        .as(EventDetail.ClientStatusReported::new));
    }
}
