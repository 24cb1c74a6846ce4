package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.BackgroundTasks;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.Expiry;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class SessionListTest {
    private static final Instant START = Instant.parse("2026-11-22T13:05:00Z");
    private static final int LIMIT = 200_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    static final EventDetail PROMPT = new EventDetail.PromptSubmitted(true);

    @Test
    void the_json_has_every_field_of_a_session() {
        Session session = session("s1", "/home/u/project", usage("Opus 4.5", 2.5, 42), PROMPT, tool("Edit"));

        assertThat(json(LIMIT, session)).isEqualTo("""
                {"sessions":[{"id":"s1","project":"project","cwd":"/home/u/project","pid":4242,\
                "activity":"Edit","class":"tool-active","tool":"Edit","since":1795352702,"model":"Opus 4.5",\
                "cost":2.5,"context":42,"last_event":1795352702,"headless":false,\
                "sources":{"agree":true,"hook":"tool started: Edit","hook_at":1795352702,\
                "processes":[{"pid":4242,"state":"running"}]}}]}""");
    }

    @Test
    void unknown_values_are_omitted() {
        Session session = session("s1", "", Usage.NONE, PROMPT);

        assertThat(json(LIMIT, session)).isEqualTo("""
                {"sessions":[{"id":"s1","project":"session s1","cwd":"","pid":4242,"activity":"Thinking",\
                "class":"thinking","since":1795352701,"model":"","last_event":1795352701,\
                "headless":false,"sources":{"agree":true,"hook":"prompt submitted","hook_at":1795352701,\
                "processes":[{"pid":4242,"state":"running"}]}}]}""");
        assertThat(json(LIMIT)).isEqualTo("{\"sessions\":[]}");
    }

    @Test
    void each_activity_has_its_tool_and_start_time() {
        SessionList list = list(
                session(
                        "asks",
                        "/a",
                        Usage.NONE,
                        PROMPT,
                        new EventDetail.Asked(Activity.Reason.PERMISSION, Optional.of("Bash"), Optional.empty())),
                session("failed", "/b", Usage.NONE, PROMPT, new EventDetail.TurnFailed("overloaded")),
                session("runs", "/c", Usage.NONE, PROMPT, tool("Read")),
                session("compacts", "/d", Usage.NONE, new EventDetail.CompactionStarted()),
                session("finished", "/e", Usage.NONE, PROMPT, new EventDetail.TurnEnded(BackgroundTasks.NONE)),
                session("new", "/f", Usage.NONE));

        assertThat(list.rows())
                .extracting(
                        SessionRow::id, SessionRow::activity, SessionRow::cssClass, SessionRow::tool, SessionRow::since)
                .containsExactly(
                        row("asks", "Waiting: permission", "waiting", Optional.of("Bash"), at(2)),
                        row("failed", "Error: overloaded", "error", Optional.empty(), at(2)),
                        row("runs", "Read", "tool-active", Optional.of("Read"), at(2)),
                        row("compacts", "Compacting", "compacting", Optional.empty(), at(1)),
                        row("finished", "Idle", "idle", Optional.empty(), at(2)),
                        row("new", "Idle", "idle", Optional.empty(), OptionalLong.empty()));
    }

    @Test
    void projects_with_the_same_name_are_distinguished() {
        assertThat(list(session("a", "/work/app", Usage.NONE), session("b", "/play/app", Usage.NONE))
                        .rows())
                .extracting(SessionRow::project)
                .containsExactly("work/app", "play/app");
    }

    @Test
    void the_least_urgent_sessions_are_omitted_if_a_reply_is_too_long() throws IOException {
        List<Session> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(session("s" + i, "/p\"" + i + "/" + "ä".repeat(2000), Usage.NONE, PROMPT));
        }
        many.add(session("urgent", "/u", Usage.NONE, PROMPT, new EventDetail.TurnFailed("x")));

        byte[] json = list(many.toArray(Session[]::new)).toJson(LIMIT);

        JsonNode read = JSON.readTree(json);
        assertThat(json.length).isBetween(LIMIT - 5_000, LIMIT);
        assertThat(read.get("truncated").booleanValue()).isTrue();
        assertThat(read.get("sessions").get(0).get("id").textValue()).isEqualTo("urgent");
        assertThat(SessionList.parse(json).orElseThrow().truncated()).isTrue();
    }

    @Test
    void the_known_fields_of_a_reply_from_another_version_are_read() {
        SessionList list = parse("""
                {"version":[1,{"x":{}}],"sessions":[{"id":"a","new":{"deep":[1]},"pid":null,"cost":"x","context":7},3]}""").orElseThrow();

        assertThat(list.rows()).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo("a");
            assertThat(row.pid()).isZero();
            assertThat(row.contextPercent()).hasValue(7);
        });
    }

    @Test
    void anything_else_is_not_a_list() {
        assertThat(parse("")).isEmpty();
        assertThat(parse("[]")).isEmpty();
        assertThat(parse("{\"text\":\"Idle\"}")).isEmpty();
        assertThat(parse("{\"sessions\":[{\"id\":\"a\"}")).isEmpty();
        assertThat(parse("{\"sessions\":[]}{")).isEmpty();
    }

    private static Optional<SessionList> parse(String json) {
        return SessionList.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(int limit, Session... sessions) {
        return new String(list(sessions).toJson(limit), StandardCharsets.UTF_8);
    }

    static SessionList list(Session... sessions) {
        Expiry expiry = new Expiry(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ZERO, Duration.ofMinutes(10));
        return SessionList.of(Overview.at(List.of(sessions), START.plusSeconds(5), expiry));
    }

    static Session session(String id, String cwd, Usage usage, EventDetail... events) {
        SessionId name = SessionId.of(id);
        Optional<ClientProcess> client = Optional.of(new ClientProcess(4242, 7));
        Session session = Session.unknown(name, START);
        session =
                session.apply(new SessionEvent(name, START, 1, client, cwd, new EventDetail.UsageReported(usage, "")));
        int second = 0;
        for (EventDetail event : events) {
            second++;
            session = session.apply(new SessionEvent(name, START.plusSeconds(second), 1 + second, client, cwd, event));
        }
        return session;
    }

    static EventDetail tool(String name) {
        return new EventDetail.ToolStarted("id", name, Optional.empty(), Optional.empty());
    }

    static Usage usage(String model, double costUsd, int contextPercent) {
        return Usages.of(
                model, costUsd, 0, 0, 0, 0, OptionalInt.of(contextPercent), 0, 0, Optional.empty(), Optional.empty());
    }

    private static OptionalLong at(int second) {
        return OptionalLong.of(START.getEpochSecond() + second);
    }

    private static Tuple row(Object... values) {
        return Tuple.tuple(values);
    }
}
