package dev.llmbridge.display;

import dev.llmbridge.display.format.Field;
import dev.llmbridge.display.format.FieldValue;
import dev.llmbridge.display.format.FieldValues;
import dev.llmbridge.display.format.Format;
import dev.llmbridge.display.text.Minutes;
import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usage.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What there is to show at a moment.
 *
 * @param overview of all sessions
 * @param subject the session that is spoken of; empty without any
 * @param usage its usage
 * @param totals what was used
 */
record RenderContext(
        Overview overview,
        Optional<Overview.SessionEntry> subject,
        Usage usage,
        UsageTotals totals,
        Icons icons,
        Instant now)
        implements FieldValues {
    private static final int MAX_MODEL = 60;
    private static final int MAX_CWD = 200;
    private static final Activity NOTHING_DONE = new Activity.Idle(Optional.empty());

    /** All sessions, of which the most urgent is spoken of. */
    static RenderContext of(Overview overview, Icons icons, Instant now) {
        Optional<Overview.SessionEntry> foremost = overview.foremost();
        Usage usage =
                foremost.map(Overview.SessionEntry::session).map(Session::usage).orElse(Usage.NONE);
        return new RenderContext(overview, foremost, usage, UsageTotals.of(overview), icons, now);
    }

    @Override
    public FieldValue of(Field field) {
        return switch (field) {
            case MODEL -> words(model(usage));
            case ACTIVITY -> words(ActivityLabel.of(activity()));
            case ICON -> words(icons.glyph(activity()));
            case TOOL -> words(ActivityLabel.toolOf(activity()));
            case DETAIL -> words(ActivityLabel.detailOf(activity()));
            case PROJECT -> words(project());
            case CWD ->
                words(subject.map(entry -> entry.session().cwd())
                        .map(RenderContext::folder)
                        .orElse(""));
            case WAITING_FOR -> words(ActivityLabel.waitingFor(activity()));
            case ELAPSED -> subject.flatMap(ActivityStart::of).map(this::since).orElse(FieldValue.NOTHING);
            case COST -> new FieldValue.Amount(totals.costUsd());
            case TOKENS -> count(totals.inputTokens() + totals.outputTokens());
            case INPUT_TOKENS -> count(totals.inputTokens());
            case OUTPUT_TOKENS -> count(totals.outputTokens());
            case CACHE -> count(totals.cacheRead() + totals.cacheWrite());
            case CACHE_READ -> count(totals.cacheRead());
            case CACHE_WRITE -> count(totals.cacheWrite());
            case LINES_ADDED -> count(totals.linesAdded());
            case LINES_REMOVED -> count(totals.linesRemoved());
            case CONTEXT -> {
                OptionalInt percent = contextPercent(usage);
                yield percent.isPresent() ? count(percent.getAsInt()) : FieldValue.NOTHING;
            }
            case CONTEXT_BAR -> {
                OptionalInt percent = contextPercent(usage);
                yield percent.isPresent() ? new FieldValue.Gauge(percent.getAsInt()) : FieldValue.NOTHING;
            }
            case LIMIT_5H -> used(AccountLimits.fiveHour(overview, now));
            case LIMIT_5H_RESET -> left(AccountLimits.fiveHour(overview, now));
            case LIMIT_7D -> used(AccountLimits.sevenDay(overview, now));
            case LIMIT_7D_RESET -> left(AccountLimits.sevenDay(overview, now));
            case COUNTS -> words(MultiSessionTooltip.counts(overview.entries(), icons));
            case SESSIONS -> count(overview.entries().size());
            case WORKING -> count(working(overview.counts()));
            case WAITING -> count(overview.counts().waiting());
            case SUBAGENTS -> count(totals.subagents());
        };
    }

    Activity activity() {
        return subject.map(Overview.SessionEntry::activity).orElse(NOTHING_DONE);
    }

    /** When, without any event, a format may come out otherwise; empty where never. */
    Optional<Instant> nextChange(Format format) {
        Optional<Instant> next = Optional.empty();
        if (format.uses(Field.ELAPSED)) {
            next = subject.flatMap(ActivityStart::of).map(then -> Minutes.nextSince(then, now));
        }
        if (format.uses(Field.LIMIT_5H) || format.uses(Field.LIMIT_5H_RESET)) {
            next = sooner(next, resetTick(AccountLimits.fiveHour(overview, now)));
        }
        if (format.uses(Field.LIMIT_7D) || format.uses(Field.LIMIT_7D_RESET)) {
            next = sooner(next, resetTick(AccountLimits.sevenDay(overview, now)));
        }
        return next;
    }

    /** The model's name, fit to be shown; empty where not told. */
    static String model(Usage usage) {
        return TextSanitizer.shorten(TextSanitizer.clean(usage.model()).strip(), MAX_MODEL);
    }

    /** The share of the context window in use; empty where not told or beyond 0-100, as nobody knows what that means. */
    static OptionalInt contextPercent(Usage usage) {
        int percent = usage.contextPercent().orElse(-1);
        return percent >= 0 && percent <= 100 ? OptionalInt.of(percent) : OptionalInt.empty();
    }

    private String project() {
        if (subject.isEmpty()) {
            return "";
        }
        List<Overview.SessionEntry> entries = overview.entries();
        int place = entries.indexOf(subject.get());
        return place < 0
                ? ProjectNames.of(List.of(subject.get())).getFirst()
                : ProjectNames.of(entries).get(place);
    }

    private FieldValue since(Instant then) {
        return new FieldValue.Span(Minutes.since(then, now));
    }

    private static int working(Overview.Counts counts) {
        return counts.thinking() + counts.toolUse() + counts.compacting();
    }

    private static String folder(String cwd) {
        return TextSanitizer.shorten(TextSanitizer.clean(cwd), MAX_CWD);
    }

    private static FieldValue used(Optional<Limit> limit) {
        return limit.isPresent() ? count(AccountLimits.usedPercent(limit.get())) : FieldValue.NOTHING;
    }

    private FieldValue left(Optional<Limit> limit) {
        Optional<Instant> reset = limit.flatMap(told -> AccountLimits.reset(told, now));
        return reset.isPresent() ? new FieldValue.Span(Minutes.until(reset.get(), now)) : FieldValue.NOTHING;
    }

    private Optional<Instant> resetTick(Optional<Limit> limit) {
        return limit.flatMap(told -> AccountLimits.reset(told, now)).map(reset -> Minutes.nextUntil(reset, now));
    }

    static Optional<Instant> sooner(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.get().isBefore(other.get()) ? one : other;
    }

    private static FieldValue words(String text) {
        return new FieldValue.Words(text);
    }

    private static FieldValue count(long number) {
        return new FieldValue.Count(number);
    }
}
