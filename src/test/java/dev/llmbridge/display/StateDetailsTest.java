package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.session.AccountLimits;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.BackgroundTasks;
import dev.llmbridge.session.Client;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.Clients;
import dev.llmbridge.session.Expiry;
import dev.llmbridge.session.FileStatus;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.ProjectDirectory;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.Session.RunningTool;
import dev.llmbridge.session.SessionEvent.ClientStatus;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.SessionLabels;
import dev.llmbridge.session.Usage.Limit;
import dev.llmbridge.session.Usage.SpendLimit;
import dev.llmbridge.session.Usages;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StateDetailsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_795_000_000);
    private static final Expiry EXPIRY =
            new Expiry(Duration.ofSeconds(60), Duration.ofSeconds(300), Duration.ofMillis(300), Duration.ofMinutes(10));
    private static final String BAR = "{\"text\":\"text of the bar\",\"sessions\":1}";

    private static final Session FULL = new Session(
            SessionId.of("s-1"),
            new Clients(List.of(new Client(
                    new ClientProcess(4711, 99),
                    true,
                    Optional.of(new FileStatus(ClientStatus.BUSY, Activity.Reason.INPUT, NOW.minusSeconds(9))),
                    true,
                    5))),
            "/home/u/project",
            new ProjectDirectory("/home/u/project", ProjectDirectory.Origin.CLIENT_FILE),
            new SessionLabels("fix \u0000 login", "tree", "", "main"),
            Usages.of(
                    "Opus 4.5",
                    2.5,
                    12,
                    42,
                    18_389,
                    300,
                    OptionalInt.of(25),
                    7,
                    3,
                    Optional.of(new Limit(42, 1_795_001_000)),
                    Optional.of(new Limit(81, 1_795_100_000))),
            2.75,
            true,
            Optional.of(NOW.minusSeconds(6)),
            new BackgroundTasks(2, 1),
            List.of(new RunningTool(
                    "toolu_1", "Bash", Optional.of("runs \u0000 tests"), Optional.of("agent-1"), NOW.minusSeconds(5))),
            List.of(new Session.Subagent("agent-1", "Explore")),
            List.of(new Session.Wait(
                    Activity.Reason.PERMISSION, Optional.of("Write"), Optional.empty(), NOW.minusSeconds(3), true)),
            Optional.of(NOW.minusSeconds(2)),
            Optional.of("overloaded"),
            Optional.of(NOW.minusSeconds(90)),
            false,
            Optional.of(new Session.Contradiction(NOW, true)),
            Optional.of(new Session.LastHook("tool started: Bash", NOW.minusSeconds(5))),
            123_456_789,
            NOW.minusSeconds(1));

    @Test
    void the_json_has_every_field_of_a_session() throws IOException {
        JsonNode session = read(json(false, FULL)).at("/sessions/0");
        assertThat(session).isEqualTo(new ObjectMapper().readTree("""
                {
                  "id": "s-1", "project": "project", "cwd": "/home/u/project", "pid": 4711,
                  "activity": "%s", "class": "waiting", "tool": "Write", "since": 1794999997, "model": "Opus 4.5",
                  "cost": 2.75, "context": 25, "last_event": 1794999999,
                  "headless": true,
                  "sources": {
                    "agree": false, "hook": "tool started: Bash", "hook_at": 1794999995,
                    "processes": [{"pid": 4711, "state": "stopped", "file": "busy", "file_at": 1794999991}]
                  },
                  "session_name": "fix  login", "branch": "main", "worktree": "tree", "process_start": 99, "working": true, "turn_started": 1794999994, "background_tasks": 2,
                  "background_shells": 1,
                  "input_tokens": 12, "output_tokens": 42, "cache_read": 18389, "cache_write": 300,
                  "lines_added": 7, "lines_removed": 3,
                  "limits": {
                    "five_hour": {"used_percentage": 42, "resets_at": 1795001000},
                    "seven_day": {"used_percentage": 81, "resets_at": 1795100000}
                  },
                  "tools": [{
                    "id": "toolu_1", "name": "Bash", "detail": "runs  tests", "subagent": "agent-1",
                    "since": 1794999995
                  }],
                  "subagents": [{"id": "agent-1", "type": "Explore"}],
                  "waiting_for": [
                    {"reason": "permission", "tool": "Write", "since": 1794999997, "confirmed": true}
                  ],
                  "stopped": true, "compacting_since": 1794999998, "failure": "overloaded", "finished": 1794999910,
                  "stamp": 123456789
                }
                """.formatted(
                                session.get("activity").textValue())));
    }

    @Test
    void the_json_has_the_daemon_the_bar_and_the_counts() throws IOException {
        JsonNode json = read(json(false, FULL));
        assertThat(json.get("daemon").intValue()).isEqualTo(815);
        assertThat(json.get("bar")).isEqualTo(read(BAR));
        assertThat(json.at("/counts/waiting").intValue()).isOne();
        assertThat(json.get("counts")).hasSize(6);
        assertThat(read(StateDetails.toJson(overview(), BAR, OptionalInt.empty(), true))
                        .get("daemon")
                        .intValue())
                .isZero();
    }

    @Test
    void the_json_has_the_limits_of_each_account() throws IOException {
        AccountLimits known = new AccountLimits(
                "/home/u/.claude",
                NOW.minusSeconds(60),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new SpendLimit(
                        new Limit(62, 1_795_200_000), OptionalDouble.of(31.25), OptionalDouble.of(50), "monthly")));
        Overview overview = Overview.at(List.of(FULL), List.of(known), NOW, EXPIRY);

        JsonNode json = read(StateDetails.toJson(overview, BAR, OptionalInt.empty(), false));

        assertThat(json.get("limits")).isEqualTo(read("""
                [
                  {
                    "five_hour": {"used_percentage": 42, "resets_at": 1795001000},
                    "seven_day": {"used_percentage": 81, "resets_at": 1795100000}
                  },
                  {
                    "account": "/home/u/.claude", "reported_at": 1794999940,
                    "spend_limit": {
                      "used_percentage": 62, "resets_at": 1795200000,
                      "used_usd": 31.25, "limit_usd": 50.0, "period": "monthly"
                    }
                  }
                ]
                """));
    }

    @Test
    void the_json_is_pretty_printed_or_on_one_line() throws IOException {
        assertThat(json(false, FULL)).startsWith("{\n  \"daemon\": 815,\n  \"bar\": {\n    \"text\": ");
        assertThat(json(true, FULL)).doesNotContain("\n");
        assertThat(read(json(true, FULL))).isEqualTo(read(json(false, FULL)));
        assertThat(json(false)).endsWith("\"sessions\": []\n}");
    }

    private static String json(boolean onOneLine, Session... sessions) {
        return StateDetails.toJson(overview(sessions), BAR, OptionalInt.of(815), onOneLine);
    }

    private static Overview overview(Session... sessions) {
        return Overview.at(List.of(sessions), NOW, EXPIRY);
    }

    private static JsonNode read(String json) throws IOException {
        return new ObjectMapper().readTree(json);
    }
}
