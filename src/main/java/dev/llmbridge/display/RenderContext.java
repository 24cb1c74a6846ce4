package dev.llmbridge.display;

import dev.llmbridge.display.format.Field;
import dev.llmbridge.display.format.FieldValue;
import dev.llmbridge.display.format.Format;
import dev.llmbridge.display.text.Minutes;
import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionLabels;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usage.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The data that formats are rendered with.
 *
 * @param overview all sessions
 * @param subject the session that the fields describe; empty if there are no sessions
 * @param usage the usage of the subject
 * @param totals the usage to show as cost, tokens, lines and subagents
 * @param now when the overview was made
 */
record RenderContext(
        Overview overview,
        Optional<Overview.SessionEntry> subject,
        Usage usage,
        UsageTotals totals,
        Icons icons,
        Instant now)
        implements Format.FieldValues {
    private static final int MAX_MODEL = 60;
    private static final int MAX_LABEL = 60;
    private static final int MAX_CWD = 200;
    private static final Activity NO_ACTIVITY = new Activity.Idle(Optional.empty(), 0);

    /** Describes all sessions, with the most urgent as the subject. */
    static RenderContext of(Overview overview, Icons icons, Instant now) {
        Optional<Overview.SessionEntry> foremost = overview.foremost();
        Usage usage =
                foremost.map(Overview.SessionEntry::session).map(Session::usage).orElse(Usage.NONE);
        return new RenderContext(overview, foremost, usage, UsageTotals.of(overview), icons, now);
    }

    @Override
    public FieldValue of(Field field) {
        return switch (field) {
            case MODEL -> text(model(usage));
            case ACTIVITY -> text(ActivityLabel.of(activity()));
            case ICON -> text(icons.glyph(activity()));
            case TOOL -> text(ActivityLabel.toolOf(activity()).orElse(""));
            case DETAIL -> text(ActivityLabel.detailOf(activity()));
            case PROJECT -> text(project());
            case CWD ->
                text(subject.map(entry -> entry.session().cwd())
                        .map(RenderContext::directory)
                        .orElse(""));
            case SESSION_NAME -> text(label(SessionLabels::name));
            case BRANCH -> text(label(SessionLabels::branch));
            case WORKTREE -> text(label(SessionLabels::worktree));
            case WAITING_FOR -> text(ActivityLabel.waitingFor(activity()));
            case ELAPSED ->
                subject.flatMap(RenderContext::activityStart).map(this::since).orElseGet(FieldValue.Unavailable::new);
            case COST ->
                totals.costUsd().isPresent()
                        ? new FieldValue.Amount(totals.costUsd().getAsDouble())
                        : new FieldValue.Unavailable();
            case COST_LABEL -> text(ShownLimits.areOfSubscription(overview) ? "API equivalent" : "Cost");
            case TOKENS -> count(totals.inputTokens() + totals.outputTokens());
            case INPUT_TOKENS -> count(totals.inputTokens());
            case OUTPUT_TOKENS -> count(totals.outputTokens());
            case CACHE -> count(totals.cacheRead() + totals.cacheWrite());
            case CACHE_READ -> count(totals.cacheRead());
            case CACHE_WRITE -> count(totals.cacheWrite());
            case LINES_ADDED -> count(totals.linesAdded());
            case LINES_REMOVED -> count(totals.linesRemoved());
            case CONTEXT -> ifKnown(contextPercent(usage), FieldValue.Percentage::new);
            case CONTEXT_BAR -> ifKnown(contextPercent(usage), FieldValue.Gauge::new);
            case LIMIT_5H -> used(limits().fiveHour());
            case LIMIT_5H_RESET -> timeToReset(limits().fiveHour());
            case LIMIT_7D -> used(limits().sevenDay());
            case LIMIT_7D_RESET -> timeToReset(limits().sevenDay());
            case LIMIT_SPEND -> used(limits().spend());
            case LIMIT_SPEND_RESET -> timeToReset(limits().spend());
            case LIMIT_AGE -> limits().reportedAt().map(this::since).orElseGet(FieldValue.Unavailable::new);
            case COUNTS -> text(icons.counts(overview.entries()));
            case SESSIONS -> count(overview.entries().size());
            case WORKING -> count(working(overview.counts()));
            case WAITING -> count(overview.counts().waiting());
            case SUBAGENTS -> count(totals.subagents());
            case STOPPED ->
                text(subject.map(entry -> entry.session().isStopped()).orElse(false) ? "stopped" : "");
            case HEADLESS ->
                text(subject.map(entry -> entry.session().isHeadless()).orElse(false) ? "headless" : "");
            case BACKGROUND ->
                text(subject.map(entry ->
                                ActivityLabel.background(entry.session().background()))
                        .orElse(""));
        };
    }

    boolean hasSeveralSessions() {
        return overview.entries().size() > 1;
    }

    Activity activity() {
        return subject.map(Overview.SessionEntry::activity).orElse(NO_ACTIVITY);
    }

    /** Returns when the rendered format may change if the overview does not; empty if never. */
    Optional<Instant> nextChange(Format format) {
        Optional<Instant> next = Optional.empty();
        if (format.uses(Field.ELAPSED)) {
            boolean toTheMinute = format.usesMinutesOf(Field.ELAPSED);
            next = subject.flatMap(RenderContext::activityStart)
                    .map(start -> toTheMinute
                            ? Minutes.nextChangeSince(start, now)
                            : Minutes.nextChangeInOneUnit(start, now));
        }
        if (format.uses(Field.LIMIT_5H) || format.uses(Field.LIMIT_5H_RESET)) {
            next = earlier(next, limits().nextResetChange(limits().fiveHour()));
        }
        if (format.uses(Field.LIMIT_7D) || format.uses(Field.LIMIT_7D_RESET)) {
            next = earlier(next, limits().nextResetChange(limits().sevenDay()));
        }
        if (format.uses(Field.LIMIT_SPEND) || format.uses(Field.LIMIT_SPEND_RESET)) {
            next = earlier(next, limits().nextResetChange(limits().spend()));
        }
        if (format.uses(Field.LIMIT_AGE)) {
            next = earlier(next, limits().reportedAt().map(at -> Minutes.nextChangeSince(at, now)));
        }
        return next;
    }

    /** Returns when the current activity of a session began; empty if unknown. */
    static Optional<Instant> activityStart(Overview.SessionEntry entry) {
        return switch (entry.activity()) {
            case Activity.Idle(Optional<Instant> finished, int _) -> finished;
            case Activity.Thinking _ -> entry.session().turnStarted();
            case Activity.ToolUse tool -> Optional.of(tool.since());
            case Activity.Waiting waiting -> Optional.of(waiting.since());
            case Activity.Compacting compacting -> Optional.of(compacting.since());
            case Activity.Failed _ -> entry.session().finished();
        };
    }

    /** Returns the display name of the model; empty if unknown. */
    static String model(Usage usage) {
        return TextSanitizer.truncate(TextSanitizer.clean(usage.model()).strip(), MAX_MODEL);
    }

    /** Returns the used percentage of the context window, above 100 if it is exceeded; empty if unknown. */
    static OptionalInt contextPercent(Usage usage) {
        OptionalInt percent = usage.contextPercent();
        return percent.orElse(-1) >= 0 ? percent : OptionalInt.empty();
    }

    private String project() {
        if (subject.isEmpty()) {
            return "";
        }
        List<Overview.SessionEntry> entries = overview.entries();
        int index = entries.indexOf(subject.get());
        return index < 0
                ? ProjectNames.of(List.of(subject.get())).getFirst()
                : ProjectNames.of(entries).get(index);
    }

    private FieldValue since(Instant start) {
        return new FieldValue.Duration(Minutes.since(start, now));
    }

    private static int working(Overview.Counts counts) {
        return counts.thinking() + counts.toolUse() + counts.compacting();
    }

    private String label(Function<SessionLabels, String> label) {
        return subject.map(entry -> label(entry.session().labels(), label)).orElse("");
    }

    /** Returns a displayable label of a session; empty if it has none. */
    static String label(SessionLabels labels, Function<SessionLabels, String> label) {
        return TextSanitizer.truncate(TextSanitizer.clean(label.apply(labels)).strip(), MAX_LABEL);
    }

    private static String directory(String cwd) {
        return TextSanitizer.truncate(TextSanitizer.clean(cwd), MAX_CWD);
    }

    private static FieldValue ifKnown(OptionalInt percent, IntFunction<FieldValue> value) {
        return percent.isPresent() ? value.apply(percent.getAsInt()) : new FieldValue.Unavailable();
    }

    /** Returns the limits of the subject's account. */
    ShownLimits limits() {
        return ShownLimits.of(overview, usage, now);
    }

    private static FieldValue used(Optional<Limit> limit) {
        return limit.isPresent() ? count(ShownLimits.usedPercent(limit.get())) : new FieldValue.Unavailable();
    }

    private FieldValue timeToReset(Optional<Limit> limit) {
        Optional<Instant> reset = limit.flatMap(limits()::reset);
        return reset.isPresent()
                ? new FieldValue.Duration(Minutes.until(reset.get(), now))
                : new FieldValue.Unavailable();
    }

    static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.get().isBefore(other.get()) ? one : other;
    }

    private static FieldValue text(String text) {
        return new FieldValue.Text(text);
    }

    private static FieldValue count(long number) {
        return new FieldValue.Count(number);
    }
}
