package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.config.Appearance;
import dev.llmbridge.config.IconSet;
import dev.llmbridge.config.WarningThresholds;
import dev.llmbridge.session.AccountLimits;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarRendererTest {
    private static final Duration IDLE_AFTER = Duration.ofHours(1);
    private static final Instant START = Instant.parse("2026-11-22T13:05:00Z");
    static final Instant NOW = START.plusSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    static final EventDetail PROMPT = new EventDetail.PromptSubmitted(true);
    private static final EventDetail STOP = new EventDetail.TurnEnded(BackgroundTasks.NONE);
    private static final EventDetail QUESTION_ASKED =
            new EventDetail.Asked(Activity.Reason.QUESTION, Optional.of("AskUserQuestion"), Optional.empty());
    private static final String THINKING = glyph(0xF051F);
    private static final String READ = glyph(0xF0214);

    @Test
    void without_sessions_the_bar_is_idle() {
        BarState state = render("{activity} | ${cost:.2}");

        assertThat(state.text()).isEqualTo("Idle | ");
        assertThat(state.tooltip()).isEqualTo(glyph(0xF04B2) + " Idle");
        assertThat(state.costUsd()).isEmpty();
        assertThat(state.toJson()).contains("\"cost\":null");
        assertThat(state.style()).isEqualTo(BarState.Style.IDLE);
        assertThat(state.sessions()).isZero();
    }

    @Test
    void the_json_has_every_field_on_one_line() {
        Usage usage = Usages.of(
                "Opus 4.5",
                2.51609,
                12_450,
                3_201,
                45_000,
                2_100,
                OptionalInt.of(42),
                0,
                0,
                Optional.empty(),
                Optional.empty());
        Session session = session("s1", "/home/u/project", usage, PROMPT, tool("Edit"));

        assertThat(render("{activity} | ${cost:.2}", session).toJson()).isEqualTo("""
                        {"text":"Edit | $2.52",\
                        "tooltip":"<b>project</b> · Opus 4.5\\n\uDB80\uDFEB Edit\\n\
                        Context: ▰▰▰▰▱▱▱▱▱▱ 42%\\nCost: $2.52",\
                        "class":"tool-active","alt":"active","percentage":42,"model":"Opus 4.5","activity":"Edit",\
                        "cost":2.51609,"input_tokens":12450,"output_tokens":3201,"cache_read":45000,"cache_write":2100,\
                        "last_activity_time":1795352700,"session_id":"s1","cwd":"/home/u/project","sessions":1}""");
    }

    @Test
    void the_tooltip_omits_unknown_values() {
        Session session = session("s1", "/p", Usage.NONE, PROMPT);

        assertThat(render("{activity}", session).tooltip()).isEqualTo("<b>p</b>\n" + THINKING + " Thinking");
    }

    @ParameterizedTest
    @CsvSource({
        "Read, Read",
        "12345678901234567890, 12345678901234567890",
        "mcp__fake__hello_world, fake: hello_world",
        "mcp__claude_ai_Linear__list_all_open_issues, claude_ai_Linear: list_all_open_i...",
        "mcp__, mcp__",
        "mcp__alone, mcp__alone",
        "mcp____x, mcp____x",
        "123456789012345678901, 12345678901234567...",
    })
    void a_tool_is_shown_by_name_and_a_long_name_is_truncated(String tool, String shown) {
        assertThat(text("{activity}", PROMPT, tool(tool))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "Read, F0214",
        "Edit, F03EB",
        "Write, F03EB",
        "Bash, F018D",
        "Grep, F0349",
        "Glob, F0349",
        "Task, F051F",
        "Agent, F051F",
        "MultiEdit, F03EB",
        "NotebookEdit, F03EB",
        "WebFetch, F059F",
        "WebSearch, F059F",
        "TodoWrite, F0756",
        "mcp__fake__hello_world, F06A5",
        "Skill, F0327",
    })
    void every_tool_has_its_icon(String tool, String codePoint) {
        assertThat(text("{icon}", PROMPT, tool(tool))).isEqualTo(glyph(Integer.parseInt(codePoint, 16)));
    }

    @Test
    void every_other_activity_has_its_icon() {
        assertThat(text("{icon}", PROMPT)).isEqualTo(THINKING);
        assertThat(text("{icon}", STOP)).isEqualTo(glyph(0xF04B2));
        assertThat(text("{icon}", QUESTION_ASKED)).isEqualTo(glyph(0xF009E));
        assertThat(text("{icon}", new EventDetail.TurnFailed("x"))).isEqualTo(glyph(0xF0028));
        assertThat(text("{icon}", new EventDetail.CompactionStarted())).isEqualTo(glyph(0xF0615));
    }

    @Test
    void each_activity_has_its_class_and_alt() {
        assertThat(textClassAndAlt(STOP)).isEqualTo("Idle idle idle");
        assertThat(textClassAndAlt(PROMPT)).isEqualTo("Thinking thinking active");
        assertThat(textClassAndAlt(PROMPT, tool("Bash"))).isEqualTo("Bash tool-active active");
        assertThat(textClassAndAlt(PROMPT, QUESTION_ASKED)).isEqualTo("Waiting: question waiting waiting");
        assertThat(textClassAndAlt(new EventDetail.CompactionStarted())).isEqualTo("Compacting compacting active");
        assertThat(textClassAndAlt(PROMPT, new EventDetail.TurnFailed("no network")))
                .isEqualTo("Error: no network error error");
    }

    @Test
    void a_long_error_is_truncated_to_one_line() {
        BarState state =
                render("{activity}", session("s1", "", usage("", 0), new EventDetail.TurnFailed("a\n".repeat(500))));

        assertThat(state.text()).hasSizeLessThan(100).startsWith("Error: a a").endsWith("...");
    }

    @Test
    void a_format_that_renders_empty_shows_the_activity() {
        assertThat(text("{model}", PROMPT)).isEqualTo("Thinking");
        assertThat(text("", PROMPT)).isEqualTo("Thinking");
    }

    @Test
    void a_format_of_blocks_alone_hides_the_module_if_no_block_is_shown() {
        assertThat(text("{?waiting_for}Claude waits{/waiting_for}", PROMPT)).isEmpty();
        assertThat(text("{?waiting_for}Claude waits{/waiting_for}", PROMPT, QUESTION_ASKED))
                .isEqualTo("Claude waits");
        assertThat(text("<b>{?waiting_for}Claude waits{/waiting_for}</b>", PROMPT))
                .isEqualTo("Thinking");
        assertThat(text("<b>{model}</b>", PROMPT)).isEqualTo("Thinking");
    }

    @Test
    void reported_limits_are_in_the_tooltip_with_the_time_to_reset() {
        long now = NOW.getEpochSecond();
        Usage usage = limits(new Usage.Limit(31, now + 2 * 3600 + 13 * 60 + 1), new Usage.Limit(12, 0));
        Session one = session("a", "/w/one", usage, PROMPT);

        assertThat(render("{limit_5h}% {limit_5h_reset} {limit_7d}% {limit_7d_reset}", one)
                        .text())
                .isEqualTo("31% 2h14m 12% ");
        assertThat(render("x", one).tooltip())
                .isEqualTo(
                        "<b>one</b>\n" + THINKING + " Thinking\n5-hour limit: 31%, resets in 2h14m\n7-day limit: 12%");
        assertThat(render("x", one, session("b", "/w/two", usage("", 0), PROMPT))
                        .tooltip())
                .endsWith("\n\n5-hour limit: 31%, resets in 2h14m\n7-day limit: 12%");
        assertThat(render("x", session("b", "/w/two", usage("", 0), PROMPT)).tooltip())
                .isEqualTo("<b>two</b>\n" + THINKING + " Thinking");
    }

    @Test
    void the_newest_report_of_a_limit_is_shown_until_the_reset() {
        long now = NOW.getEpochSecond();
        Session older = session("a", "/a", limits(new Usage.Limit(90, now + 60), new Usage.Limit(1, now)), PROMPT);
        Session newer = session("b", "/b", limits(new Usage.Limit(5, now + 120), new Usage.Limit(2, now - 1)), PROMPT);
        Session same = session("c", "/c", limits(new Usage.Limit(6, now + 120), new Usage.Limit(3, now - 9)), PROMPT);

        assertThat(render("x", "{limit_5h}:{limit_7d}", older, same, newer).text())
                .isEqualTo("6:");
    }

    @Test
    void limits_are_shown_after_the_last_session_has_ended_until_they_are_reset() {
        long now = NOW.getEpochSecond();
        AccountLimits known = account("/a", NOW.minusSeconds(3 * 60), new Usage.Limit(42, now + 90));
        RenderOptions options = options(appearance("{limit_5h}% {limit_5h_reset} {limit_age}", ""));
        Overview overview = Overview.at(List.of(), List.of(known), NOW, Expiry.DEFAULT);

        assertThat(BarRenderer.render(overview, options, NOW).text()).isEqualTo("42% 2m 3m");
        Instant reset = NOW.plusSeconds(90);
        Overview later = Overview.at(List.of(), List.of(known), reset, Expiry.DEFAULT);
        assertThat(BarRenderer.render(later, options, reset).text()).isEqualTo("%  ");
    }

    @Test
    void limits_are_those_of_the_account_of_the_session_that_is_shown() {
        long reset = NOW.getEpochSecond() + 90;
        AccountLimits mostUsed = account("/a", NOW, new Usage.Limit(90, reset));
        AccountLimits own = account("/b", NOW, new Usage.Limit(20, reset));
        RenderOptions options = options(appearance("{limit_5h}", ""));
        Session session = session("s", "/w", Usage.NONE.withLimits(own), PROMPT);
        Expiry expiry = Expiry.DEFAULT;

        assertThat(BarRenderer.render(Overview.at(List.of(session), List.of(mostUsed, own), NOW, expiry), options, NOW)
                        .text())
                .isEqualTo("20");
        assertThat(BarRenderer.render(Overview.at(List.of(), List.of(mostUsed, own), NOW, expiry), options, NOW)
                        .text())
                .isEqualTo("90");
    }

    @ParameterizedTest
    @CsvSource({
        "79, 79, 80, 80, ''",
        "80, 79, 80, 80, 'context-high'",
        "79, 80, 80, 80, 'limit-high'",
        "100, 100, 100, 100, 'context-high limit-high'",
        "100, 100, 0, 0, ''",
        "5, 5, 0, 5, 'limit-high'"
    })
    void the_bar_warns_from_the_thresholds_on(int context, int used, int warnContext, int warnLimit, String classes) {
        long reset = NOW.getEpochSecond() + 90;
        for (int place = 0; place < 3; place++) {
            Optional<Usage.Limit> limit = Optional.of(new Usage.Limit(used, reset));
            var limits = new AccountLimits(
                    "",
                    NOW,
                    limit.filter(inPlace(place, 0)),
                    limit.filter(inPlace(place, 1)),
                    limit.filter(inPlace(place, 2))
                            .map(spend ->
                                    new Usage.SpendLimit(spend, OptionalDouble.empty(), OptionalDouble.empty(), "")));
            Usage usage = Usages.of(
                            "", 0, 0, 0, 0, 0, OptionalInt.of(context), 0, 0, Optional.empty(), Optional.empty())
                    .withLimits(limits);
            BarState state = render(
                    Appearance.DEFAULT.withWarnings(new WarningThresholds(warnContext, warnLimit)),
                    session("s", "/w", usage, PROMPT));

            assertThat(state.warnings().stream()
                            .map(BarState.WarningClass::cssClass)
                            .collect(Collectors.joining(" ")))
                    .isEqualTo(classes);
        }
    }

    private static Predicate<Usage.Limit> inPlace(int place, int wanted) {
        return _ -> place == wanted;
    }

    @Test
    void a_warning_ends_when_the_limit_is_reset() {
        Usage usage = Usage.NONE.withLimits(account("", NOW, new Usage.Limit(90, NOW.getEpochSecond() + 5)));
        Appearance withoutTimes =
                new Appearance("x", "x", "x", "x", IconSet.NONE, Map.of(), false, WarningThresholds.DEFAULT);
        Overview overview = Overview.at(List.of(session("s", "/w", usage, STOP)), List.of(), NOW, Expiry.DEFAULT);

        assertThat(BarRenderer.renderTimed(overview, options(withoutTimes), NOW).nextChange())
                .contains(NOW.plusSeconds(5));
    }

    @Test
    void the_class_is_an_array_only_with_a_warning() throws Exception {
        Usage high = Usages.of("", 0, 0, 0, 0, 0, OptionalInt.of(90), 0, 0, Optional.empty(), Optional.empty());

        assertThat(new ObjectMapper()
                        .readTree(render("x", session("s", "/w", high, PROMPT)).toJson())
                        .get("class"))
                .isEqualTo(new ObjectMapper().readTree("[\"thinking\", \"context-high\"]"));
        assertThat(render("x", session("s", "/w", usage("", 0), PROMPT)).toJson())
                .contains("\"class\":\"thinking\",");
    }

    @Test
    void the_limit_on_spending_is_in_the_tooltip() {
        Usage.Limit limit = new Usage.Limit(62, NOW.getEpochSecond() + 90);
        var spend = new Usage.SpendLimit(limit, OptionalDouble.of(31), OptionalDouble.of(50), "monthly");
        var limits = new AccountLimits("", NOW, Optional.empty(), Optional.empty(), Optional.of(spend));

        assertThat(render("x", session("s", "/w", Usage.NONE.withLimits(limits), PROMPT))
                        .tooltip())
                .endsWith("\nSpend limit: 62%, resets in 2m");
    }

    private static AccountLimits account(String account, Instant reportedAt, Usage.Limit fiveHour) {
        return new AccountLimits(account, reportedAt, Optional.of(fiveHour), Optional.empty(), Optional.empty());
    }

    @Test
    void a_bar_that_shows_a_time_changes_once_a_minute() {
        long now = NOW.getEpochSecond();
        Session thinking = session("a", "/a", usage("", 0), PROMPT);
        Session tool = session("a", "/a", usage("", 0), PROMPT, tool("Bash"));
        Session limited =
                session("b", "/b", limits(new Usage.Limit(1, now + 150), new Usage.Limit(1, now + 140)), STOP);

        assertThat(nextChange("{activity}", thinking)).as("idle after silence").contains(START.plus(IDLE_AFTER));
        assertThat(nextChange("{activity}{?elapsed} {elapsed}{/elapsed}", tool)).contains(START.plusSeconds(60));
        assertThat(nextChange("{limit_7d_reset}", limited)).contains(NOW.plusSeconds(20));
        assertThat(timed("x", limited).nextTooltipChange()).contains(NOW.plusSeconds(20));
        assertThat(timed("x", tool, limited).nextTooltipChange()).contains(NOW.plusSeconds(20));
        assertThat(timed("x", tool).nextTooltipChange()).contains(START.plusSeconds(60));
        assertThat(timed("x", tool, thinking).nextTooltipChange()).contains(NOW.plusSeconds(60));
        assertThat(timed("x", thinking).next()).contains(START.plusSeconds(60));
    }

    @Test
    void a_tooltip_that_shows_hours_changes_once_an_hour() {
        Session idle = session("a", "/a", usage("", 0), PROMPT, STOP);
        Session other = session("b", "/b", usage("", 0), PROMPT, STOP);
        Instant later = START.plus(Duration.ofMinutes(150));

        assertThat(timedAt(later, "x", idle).nextTooltipChange()).contains(START.plus(Duration.ofHours(3)));
        assertThat(timedAt(later, "x", idle, other).nextTooltipChange()).contains(START.plus(Duration.ofHours(3)));
        assertThat(timedAt(later, "x", idle, other).state().tooltip()).contains(" 2h");
    }

    @Test
    void thinking_time_counts_from_the_prompt() {
        Session thinks = session(
                "a", "/a", usage("", 0), PROMPT, tool("Bash"), new EventDetail.ToolEnded("id", "", Optional.empty()));

        assertThat(render("{elapsed}", "unused", START.plusSeconds(200), thinks).text())
                .isEqualTo("3m");
    }

    @Test
    void numbers_are_independent_of_the_locale() {
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("de-DE", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "tr-TR")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                Usage usage = Usages.of(
                        "", 1234.5, 12_345, 1, 0, 0, OptionalInt.of(42), 0, 0, Optional.empty(), Optional.empty());
                BarState state = render(
                        "{cost:.2} {tokens:k} {tokens} {context}% {icon}",
                        session("a", "", usage, PROMPT, tool("WebFetch")));

                assertThat(state.text()).isEqualTo("1234.50 12.3k 12346 42% " + glyph(0xF059F));
                assertThat(state.toJson()).contains("\"cost\":1234.5,");
                assertThat(new Icons(IconSet.ASCII, Map.of("webfetch", "w"))
                                .glyph(new Activity.ToolUse("WEBFETCHI".substring(0, 8), Optional.empty(), NOW)))
                        .isEqualTo("w");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void without_icons_the_counts_use_names() {
        Appearance usual = Appearance.DEFAULT;
        Appearance plain = new Appearance(
                "[{icon}] {counts}",
                "{counts}",
                usual.tooltipFormat(),
                usual.statusLineFormat(),
                IconSet.NONE,
                Map.of(),
                false,
                usual.warnings());

        assertThat(render(
                                plain,
                                session("a", "/a", usage("", 0), PROMPT),
                                session("b", "/b", usage("", 0), PROMPT, tool("Read")))
                        .text())
                .isEqualTo("1 thinking 1 read");
        assertThat(render(plain, session("a", "/a", usage("", 0), STOP)).text()).isEqualTo("[] Idle");
    }

    @Test
    void several_sessions_are_counted_by_activity() {
        BarState state = render(
                "unused",
                session("a", "/w/one", usage("Opus 4.5", 1.23), PROMPT),
                session("b", "/w/two", usage("Sonnet", 2), PROMPT),
                session("c", "/w/three", usage("Opus 4.5", 0.54), PROMPT, tool("Read")),
                session("d", "/w/four", usage("Opus 4.5", 0), STOP));

        assertThat(state.text()).isEqualTo("2 " + THINKING + " 1 " + READ + " | $3.77");
        assertThat(state.style()).isEqualTo(BarState.Style.TOOL_ACTIVE);
        assertThat(state.sessions()).isEqualTo(4);
        assertThat(state.costUsd()).hasValue(3.77);
    }

    @Test
    void several_sessions_have_their_own_format() {
        Session[] two = {
            session("a", "/w/one", usage("Opus 4.5", 1.25), PROMPT),
            session("b", "/w/two", usage("Sonnet", 2), PROMPT, tool("<Read>"))
        };

        assertThat(render("unused", "<b>{sessions}</b>: {counts} {cost:.0}", two)
                        .text())
                .isEqualTo("<b>2</b>: 1 " + THINKING + " 1 " + glyph(0xF0327) + " 3");
        assertThat(render("{sessions} x {counts}", "unused", two[0]).text()).isEqualTo("1 x 1 " + THINKING);
        assertThat(render("unused", "", two).text()).isNotBlank();
    }

    @Test
    void the_cost_of_a_session_is_the_highest_reported() {
        EventDetail afterCompaction = new EventDetail.UsageReported(usage("", 0.5), "");

        BarState state = render(
                "unused",
                session("a", "/w/one", usage("", 3), PROMPT, afterCompaction),
                session("b", "/w/two", usage("", 1), PROMPT));

        assertThat(state.costUsd()).hasValue(4);
        assertThat(state.text()).endsWith("| $4.00");
        assertThat(state.tooltip()).contains("  $3.00").contains("Cost: $4.00 in total");
    }

    @Test
    void a_context_that_is_exceeded_is_shown_as_full_in_the_colour_of_errors() {
        Session over = session("b", "/w/two", context(OptionalInt.of(104)), PROMPT);
        BarState state = render("{context}% {context_bar}", over);

        assertThat(state.text()).isEqualTo("<span color=\"#f38ba8\">100</span>% <span color=\"#f38ba8\">▰▰▰▰▰</span>");
        assertThat(state.percentage()).isEqualTo(100);
        assertThat(state.tooltip()).contains("<span color=\"#f38ba8\">100</span>%");
        assertThat(render("{context}%", session("b", "", context(OptionalInt.of(100)), PROMPT))
                        .text())
                .isEqualTo("100%");
        assertThat(render("{context}%", session("b", "", context(OptionalInt.empty()), PROMPT))
                        .text())
                .isEqualTo("%");
    }

    @Test
    void with_a_subscription_the_cost_is_called_an_equivalent() {
        Usage paid = usage("", 2);
        Usage.Limit limit = new Usage.Limit(5, 0);
        Usage subscribed =
                Usages.of("", 2, 0, 0, 0, 0, OptionalInt.empty(), 0, 0, Optional.of(limit), Optional.empty());

        assertThat(render("x", session("a", "/a", paid)).tooltip()).contains("\nCost: $2.00");
        assertThat(render("x", session("a", "/a", subscribed)).tooltip()).contains("\nAPI equivalent: $2.00");
        assertThat(render("x", session("a", "/a", paid), session("b", "/b", subscribed))
                        .tooltip())
                .endsWith("\nAPI equivalent: $4.00 in total");
    }

    @Test
    void a_detail_is_shown_only_in_the_tooltip() {
        String longText = "Runs <all> tests\nand " + "x".repeat(60);
        EventDetail described = new EventDetail.ToolStarted("id", "Bash", Optional.of(longText), Optional.empty());

        BarState one = render("{activity}", session("a", "/w/one", usage("", 0), PROMPT, described));
        BarState two = render(
                "unused",
                session("a", "/w/one", usage("", 0), PROMPT, described),
                session("b", "/w/two", usage("", 0), PROMPT));

        String shown = "Bash: Runs &lt;all&gt; tests and " + "x".repeat(36) + "...";
        assertThat(one.text()).isEqualTo("Bash");
        assertThat(one.activity()).isEqualTo("Bash");
        assertThat(one.tooltip()).isEqualTo("<b>one</b>\n" + glyph(0xF018D) + " " + shown);
        assertThat(two.tooltip()).contains("Bash: Runs &lt;all&gt; ");
    }

    @Test
    void waiting_shows_the_tool_and_background_work_shows_the_number_of_tasks() {
        EventDetail asks = new EventDetail.Asked(Activity.Reason.PERMISSION, Optional.of("Bash"), Optional.empty());

        assertThat(render("{activity}", session("a", "", usage("", 0), PROMPT, asks))
                        .tooltip())
                .isEqualTo("<b>session a</b>\n" + glyph(0xF009E) + " Waiting: permission (Bash)");
        assertThat(text("{activity}", PROMPT, new EventDetail.TurnEnded(new BackgroundTasks(2, 0))))
                .isEqualTo("Working (2 in background)");
    }

    @Test
    void sessions_that_are_all_idle_are_shown_as_idle() {
        BarState state =
                render("unused", session("a", "", usage("", 3), STOP), session("b", "", usage("", 0.77), STOP));

        assertThat(state.text()).isEqualTo(glyph(0xF04B2) + " Idle | $3.77");
    }

    @Test
    void the_most_urgent_session_provides_the_details() {
        BarState state = render(
                "unused",
                session("a", "/w/one", usage("Opus 4.5", 1), PROMPT),
                session("b", "/w/two", usage("Sonnet", 1), PROMPT, QUESTION_ASKED));

        assertThat(state.sessionId()).isEqualTo("b");
        assertThat(state.cwd()).isEqualTo("/w/two");
        assertThat(state.model()).isEqualTo("Sonnet");
        assertThat(state.activity()).isEqualTo("Waiting: question");
        assertThat(state.style()).isEqualTo(BarState.Style.WAITING);
    }

    @Test
    void projects_with_the_same_name_are_distinguished() {
        String tooltip = render(
                        "unused",
                        session("a", "/home/u/work/app", usage("", 0), PROMPT),
                        session("b", "/home/u/play/app", usage("", 0), PROMPT),
                        session("cccccccccccc", "/srv/x/site", usage("", 0), PROMPT),
                        session("dddddddddddd", "/srv/x/site", usage("", 0), PROMPT),
                        session("eeeeeeeeeeee", "", usage("", 0), PROMPT),
                        session("my-build-1", "/srv/y/all", usage("", 0), PROMPT),
                        session("my-build-2", "/srv/y/all", usage("", 0), PROMPT),
                        session("scripted-1", "", usage("", 0), PROMPT),
                        session("scripted-2", "", usage("", 0), PROMPT),
                        session("f", "/", usage("", 0), PROMPT))
                .tooltip();

        assertThat(tooltip)
                .contains(
                        "\u2068work/app\u2069",
                        "\u2068play/app\u2069",
                        "\u2068x/site (cccccccc)\u2069",
                        "\u2068x/site (dddddddd)\u2069",
                        "\u2068session eeeeeeee\u2069",
                        "\u2068/\u2069",
                        "\u2068y/all (my-build-1)\u2069",
                        "\u2068y/all (my-build-2)\u2069",
                        "\u2068session scripted-1\u2069",
                        "\u2068session scripted-2\u2069");
    }

    @Test
    void the_tooltip_lists_a_limited_number_of_sessions() {
        Session[] crowd = new Session[100];
        for (int i = 0; i < crowd.length; i++) {
            crowd[i] = session("s" + i, "/p" + i, usage("", 0), PROMPT);
        }

        assertThat(render("unused", crowd).tooltip().lines())
                .hasSizeLessThanOrEqualTo(32)
                .last()
                .isEqualTo("and 71 more</tt>");
    }

    private static String textClassAndAlt(EventDetail... events) {
        BarState state = render("{activity}", session("s1", "", usage("", 0), events));
        return state.text() + " " + state.style().cssClass() + " "
                + state.style().alt();
    }

    private static String text(String format, EventDetail... events) {
        return render(format, session("s1", "", usage("", 0), events)).text();
    }

    static BarState render(String format, Session... sessions) {
        return render(format, "{counts} | ${cost:.2}", sessions);
    }

    static BarState render(String single, String multi, Session... sessions) {
        return render(appearance(single, multi), sessions);
    }

    private static BarState render(String single, String multi, Instant now, Session... sessions) {
        Overview overview = Overview.at(
                List.of(sessions),
                now,
                new Expiry(IDLE_AFTER, IDLE_AFTER.multipliedBy(2), Duration.ZERO, Duration.ofMinutes(10)));
        return BarRenderer.render(overview, options(appearance(single, multi)), now);
    }

    private static Appearance appearance(String single, String multi) {
        Appearance usual = Appearance.DEFAULT;
        return new Appearance(
                single,
                multi,
                usual.tooltipFormat(),
                usual.statusLineFormat(),
                IconSet.NERD,
                Map.of(),
                false,
                usual.warnings());
    }

    static BarState render(Appearance appearance, Session... sessions) {
        Expiry expiry = new Expiry(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ZERO, Duration.ofMinutes(10));
        return BarRenderer.render(Overview.at(List.of(sessions), NOW, expiry), options(appearance), NOW);
    }

    static RenderOptions options(Appearance appearance) {
        RenderOptions options = RenderOptions.read(appearance).options();
        return new RenderOptions(
                options.single(),
                options.multi(),
                options.tooltip(),
                options.statusLine(),
                options.icons(),
                options.warnings());
    }

    static Session session(String id, String cwd, Usage usage, EventDetail... events) {
        SessionId name = SessionId.of(id);
        Session session = Session.unknown(name, START);
        session = session.apply(
                new SessionEvent(name, START, 1, Optional.empty(), cwd, new EventDetail.UsageReported(usage, "")));
        long stamp = 1;
        for (EventDetail event : events) {
            session = session.apply(new SessionEvent(name, START, ++stamp, Optional.empty(), cwd, event));
        }
        return session;
    }

    static EventDetail tool(String name) {
        return new EventDetail.ToolStarted("id", name, Optional.empty(), Optional.empty());
    }

    @Test
    void the_tooltip_marks_a_suspended_client() {
        Session stopped = ofProcess("a", 1, new EventDetail.ClientStopped(true));
        Session other = session("b", "/b", usage("", 0), PROMPT);
        assertThat(render("x", stopped).tooltip()).isEqualTo("<b>a</b>\n" + THINKING + " Thinking (stopped)");
        assertThat(render("x", stopped, other).tooltip())
                .contains("\u2068Thinking (stopped)\u2069")
                .contains("\u2068Thinking\u2069");
    }

    @Test
    void a_headless_session_does_not_determine_the_text_or_class_while_there_are_others() {
        Session headless = ofProcess("h", 1, new EventDetail.ClientKindReported(true), tool("Bash"));
        Session own = session("o", "/o", usage("", 0), new EventDetail.TurnEnded(BackgroundTasks.NONE));
        BarState both = render("{activity} {sessions}", headless, own);
        assertThat(both.text()).isEqualTo("Idle 1");
        assertThat(both.style()).isEqualTo(BarState.Style.IDLE);
        assertThat(both.sessionId()).isEqualTo("o");
        assertThat(both.tooltip()).contains("\u2068Bash (headless)\u2069").contains("\u2068Idle\u2069");
        assertThat(both.sessions()).isEqualTo(2);
        BarState alone = render("{activity}{?headless} ({headless}){/headless}", headless);
        assertThat(alone.text()).isEqualTo("Bash (headless)");
        assertThat(alone.tooltip()).isEqualTo("<b>h</b>\n" + glyph(0xF018D) + " Bash (headless)");
    }

    private static Session ofProcess(String id, int pid, EventDetail... events) {
        Session session = session(id, "/" + id, usage("", 0), PROMPT);
        long stamp = session.stamp();
        for (EventDetail event : events) {
            Optional<ClientProcess> process = Optional.of(new ClientProcess(pid, 1));
            session = session.apply(new SessionEvent(session.id(), START, ++stamp, process, "/" + id, event));
        }
        return session;
    }

    private static Usage usage(String model, double costUsd) {
        return Usages.of(model, costUsd, 0, 0, 0, 0, OptionalInt.empty(), 0, 0, Optional.empty(), Optional.empty());
    }

    private static Usage limits(Usage.Limit fiveHour, Usage.Limit sevenDay) {
        return Usages.of("", 0, 0, 0, 0, 0, OptionalInt.empty(), 0, 0, Optional.of(fiveHour), Optional.of(sevenDay));
    }

    private static Optional<Instant> nextChange(String format, Session... sessions) {
        return timed(format, sessions).nextChange();
    }

    private static BarRenderer.TimedState timed(String format, Session... sessions) {
        return timedAt(NOW, format, sessions);
    }

    private static BarRenderer.TimedState timedAt(Instant now, String format, Session... sessions) {
        RenderOptions options = options(appearance(format, Appearance.DEFAULT.formatMulti()));
        Duration idleAfter = now.equals(NOW) ? IDLE_AFTER : Duration.ofDays(1);
        Expiry expiry = new Expiry(idleAfter, idleAfter.multipliedBy(2), Duration.ZERO, Duration.ofMinutes(10));
        return BarRenderer.renderTimed(Overview.at(List.of(sessions), now, expiry), options, now);
    }

    private static Usage context(OptionalInt percent) {
        return Usages.of("", 0, 0, 0, 0, 0, percent, 0, 0, Optional.empty(), Optional.empty());
    }

    private static String glyph(int codePoint) {
        return Character.toString(codePoint);
    }
}
