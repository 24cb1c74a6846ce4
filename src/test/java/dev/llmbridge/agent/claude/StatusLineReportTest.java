package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.session.AccountLimits;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.SessionLabels;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usage.Limit;
import dev.llmbridge.session.Usage.SpendLimit;
import dev.llmbridge.session.Usages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusLineReportTest {
    private static final Usage KNOWN = Usages.of(
            "Opus 5.5",
            0.5,
            1,
            2,
            3,
            4,
            OptionalInt.of(50),
            5,
            6,
            Optional.of(new Limit(7, 8)),
            Optional.of(new Limit(9, 10)));

    @Test
    void a_recorded_status_line_after_a_turn_is_parsed() {
        StatusLineReport report = StatusLineReport.parse(JsonBytes.of(Samples.bytes("StatusLine.after-turn")))
                .orElseThrow();

        assertThat(report.session()).isEqualTo(new SessionId("c46a925b-0ce1-4678-b5c8-04e22a47029b"));
        assertThat(report.cwd()).isEqualTo("/home/user/project");
        assertThat(report.projectDirectory()).isEqualTo("/home/user/project");
        assertThat(report.usage())
                .isEqualTo(Usages.of(
                        "Opus 5.5",
                        0,
                        12,
                        42,
                        18389,
                        300,
                        OptionalInt.of(2),
                        0,
                        0,
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void a_recorded_status_line_before_the_first_turn_is_parsed() {
        StatusLineReport report = StatusLineReport.parse(JsonBytes.of(Samples.bytes("StatusLine.initial")))
                .orElseThrow();

        assertThat(report.session()).isEqualTo(new SessionId("a9a2c2c4-3cd6-47a1-9fb1-2fe1523b121a"));
        assertThat(report.usage())
                .isEqualTo(Usages.of(
                        "Opus 5.5", 0, 0, 0, 0, 0, OptionalInt.empty(), 0, 0, Optional.empty(), Optional.empty()));
    }

    @Test
    void the_cost_the_changed_lines_and_the_limits_are_reported() {
        Usage usage = usage("""
                {"model":{"id":"m-1"},
                 "cost":{"total_cost_usd":2.51609,"total_lines_added":7,"total_lines_removed":3},
                 "rate_limits":{"five_hour":{"used_percentage":41.6,"resets_at":1790000000},
                                "seven_day":{"used_percentage":250}}}""");

        assertThat(usage.model()).isEqualTo("m-1");
        assertThat(usage.costUsd()).hasValue(2.51609);
        assertThat(usage.linesAdded()).hasValue(7);
        assertThat(usage.linesRemoved()).hasValue(3);
        assertThat(usage.limits().fiveHour()).contains(new Limit(42, 1_790_000_000));
        assertThat(usage.limits().sevenDay()).contains(new Limit(100, 0));
    }

    @Test
    void the_limit_on_spending_is_reported_with_its_account() {
        Usage usage = usage("""
                {"transcript_path":"/home/u/.claude-work/projects/-w/s.jsonl",
                 "rate_limits":{"spend_limit":{"used_percentage":62.5,"resets_at":1790000000,"used_usd":31.25,
                                               "limit_usd":50,"period":"monthly"}}}""");

        assertThat(usage.limits())
                .isEqualTo(new AccountLimits(
                        "/home/u/.claude-work",
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new SpendLimit(
                                new Limit(63, 1_790_000_000),
                                OptionalDouble.of(31.25),
                                OptionalDouble.of(50),
                                "monthly"))));
    }

    @Test
    void limits_have_the_time_of_the_event() {
        Instant at = Instant.ofEpochSecond(1_700_000_000);
        StatusLineReport report = StatusLineReport.parse(
                        utf8("{\"rate_limits\":{\"five_hour\":{\"used_percentage\":1}}}"))
                .orElseThrow();

        assertThat(report.toEvent(at, 1).detail())
                .isInstanceOfSatisfying(EventDetail.UsageReported.class, event -> assertThat(
                                event.report().limits().reportedAt())
                        .isEqualTo(at));
    }

    @Test
    void without_a_session_id_the_report_is_for_the_default_session() {
        StatusLineReport report = StatusLineReport.parse(utf8("{\"workspace\":{\"current_dir\":\"/w\"}}"))
                .orElseThrow();

        assertThat(report)
                .isEqualTo(
                        new StatusLineReport(SessionId.DEFAULT, "/w", "", Optional.of(SessionLabels.NONE), Usage.NONE));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "2,2", "99.6,100", "100,100", "100.5,101", "104,104", "1e300,999"})
    void the_context_percentage_is_rounded_to_a_whole_number(String reported, int percent) {
        assertThat(usage("{\"context_window\":{\"used_percentage\":" + reported + "}}")
                        .contextPercent())
                .hasValue(percent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "-1", "\"50\"", "true", "{}", "[50]", "1e400"})
    void a_null_or_invalid_context_percentage_is_unknown(String reported) {
        assertThat(usage("{\"context_window\":{\"used_percentage\":" + reported + "}}")
                        .contextPercent())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"model\":null,\"cost\":null,\"context_window\":null,\"rate_limits\":null}",
                "{\"model\":\"opus\",\"cost\":2,\"context_window\":[],\"rate_limits\":\"none\"}",
                "{\"model\":{\"display_name\":1},\"cost\":{\"total_cost_usd\":\"2\"},\"rate_limits\":{\"five_hour\":null}}",
                "{\"transcript_path\":\"/home/u/.claude/projects/-w/s.jsonl\"}",
                "{\"rate_limits\":{\"spend_limit\":{\"used_usd\":1,\"limit_usd\":2}}}",
                "{\"cost\":{\"total_cost_usd\":-1}}",
                "{\"cost\":{\"total_cost_usd\":1e999}}",
                "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":[{}]}}}}}"
            })
    void fields_of_unexpected_types_count_as_not_reported(String json) {
        assertThat(usage(json)).isEqualTo(Usage.NONE);
    }

    @Test
    void values_that_are_not_reported_keep_their_last_known_value() {
        Usage report = usage("""
                {"model":{},"cost":{"total_cost_usd":0.25},
                 "context_window":{"current_usage":{"output_tokens":9}}}""");

        assertThat(KNOWN.updatedWith(report))
                .isEqualTo(Usages.of(
                                "Opus 5.5",
                                0.25,
                                1,
                                9,
                                3,
                                4,
                                OptionalInt.of(50),
                                5,
                                6,
                                Optional.empty(),
                                Optional.empty())
                        .withLimits(KNOWN.limits()));
    }

    @Test
    void a_context_reported_as_empty_discards_the_known_values() {
        Usage report = usage("{\"context_window\":{\"current_usage\":null,\"used_percentage\":null}}");

        assertThat(KNOWN.updatedWith(report))
                .isEqualTo(Usages.of(
                                "Opus 5.5",
                                0.5,
                                0,
                                0,
                                0,
                                0,
                                OptionalInt.empty(),
                                5,
                                6,
                                Optional.empty(),
                                Optional.empty())
                        .withLimits(KNOWN.limits()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "x", "{\"cost\":{\"total_cost_usd\":2}", "{}{}"})
    void anything_but_a_json_object_is_ignored(String json) {
        assertThat(StatusLineReport.parse(utf8(json))).isEmpty();
    }

    @Test
    void the_name_of_the_session_its_worktree_and_its_branch_are_reported() {
        assertThat(labels("""
                {"session_name":"fix\\u0007login","workspace":{"current_dir":"/w","git_worktree":"other"},
                 "worktree":{"name":"tree","path":"/w","branch":"worktree-tree","original_branch":"main"}}""")).contains(SessionLabels.reported("fix login", "tree", "worktree-tree"));
        assertThat(labels("{\"workspace\":{\"git_worktree\":\"linked\"}}"))
                .contains(SessionLabels.reported("", "linked", ""));
        assertThat(labels("{\"workspace\":{},\"session_name\":7,\"worktree\":\"x\"}"))
                .contains(SessionLabels.NONE);
        assertThat(labels("{\"session_name\":\"" + "x".repeat(1_000) + "\",\"workspace\":{}}")
                        .orElseThrow()
                        .name())
                .hasSize(255);
    }

    @Test
    void a_report_that_names_no_directories_says_nothing_about_the_session() {
        assertThat(labels("{\"session_name\":\"x\",\"cwd\":\"/w\"}")).isEmpty();
    }

    private static Optional<SessionLabels> labels(String json) {
        return StatusLineReport.parse(utf8(json)).orElseThrow().labels();
    }

    @Test
    void a_report_converts_to_an_event_of_its_session() {
        StatusLineReport report = new StatusLineReport(new SessionId("s"), "/w", "/p", Optional.empty(), Usage.NONE);

        var event = report.toEvent(Instant.ofEpochSecond(3), 9);

        assertThat(event.session()).isEqualTo(report.session());
        assertThat(event.cwd()).isEqualTo("/w");
        assertThat(event.stamp()).isEqualTo(9);
        assertThat(event.detail()).isEqualTo(new EventDetail.UsageReported(Usage.NONE, "/p"));
    }

    private Usage usage(String json) {
        return StatusLineReport.parse(utf8(json)).orElseThrow().usage();
    }

    private static JsonBytes utf8(String text) {
        return JsonBytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
