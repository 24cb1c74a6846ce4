package dev.llmbridge.display;

import dev.llmbridge.config.WarningThresholds;
import dev.llmbridge.display.format.FieldValue;
import dev.llmbridge.display.format.Format;
import dev.llmbridge.display.text.PangoMarkup;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders an overview of the sessions as the state of the bar. */
public final class BarRenderer {
    /**
     * A rendered state.
     *
     * @param nextChange when the bar must be rendered again if no event arrives, because the overview can change or
     *     because a time in its text advances, which happens at most once a minute; empty if never
     * @param nextTooltipChange when it should be rendered again because a time in the tooltip advances; a few seconds
     *     later will do
     */
    public record TimedState(BarState state, Optional<Instant> nextChange, Optional<Instant> nextTooltipChange) {
        /** Returns the first of both times; empty if never. */
        public Optional<Instant> next() {
            return RenderContext.earlier(nextChange, nextTooltipChange);
        }
    }

    /**
     * Renders an overview. Without sessions the state is idle.
     *
     * @param now when the overview was made
     */
    public static BarState render(Overview overview, RenderOptions options, Instant now) {
        return renderTimed(overview, options, now).state();
    }

    /** Renders an overview as {@link #render} does, and determines when to do so again. */
    public static TimedState renderTimed(Overview overview, RenderOptions options, Instant now) {
        RenderContext all = RenderContext.of(overview, options.icons(), now);
        Overview decisive = overview.withoutHeadlessIfOthers();
        RenderContext bar = decisive.equals(overview) ? all : RenderContext.of(decisive, options.icons(), now);
        return new TimedState(
                render(bar, all, options), nextChange(bar, all, options), Tooltip.nextChange(all, options));
    }

    /**
     * Renders the bar.
     *
     * @param context the sessions that the bar's text and class describe
     * @param all all sessions, which the tooltip and the totals describe
     */
    private static BarState render(RenderContext context, RenderContext all, RenderOptions options) {
        Overview overview = context.overview();
        Optional<Session> session = overview.foremost().map(Overview.SessionEntry::session);
        UsageTotals totals = all.totals();
        return new BarState(
                text(textFormat(context, options), context),
                Tooltip.render(all, options),
                style(overview.urgency(), overview.anyTool()),
                warnings(context, options.warnings()),
                Math.min(RenderContext.contextPercent(context.usage()).orElse(0), FieldValue.FULL),
                RenderContext.model(context.usage()),
                ActivityLabel.of(context.activity()),
                totals.costUsd(),
                totals.inputTokens(),
                totals.outputTokens(),
                totals.cacheRead(),
                totals.cacheWrite(),
                lastActivity(all.overview()),
                session.map(s -> s.id().value()).orElse(""),
                session.map(SessionRow::cwd).orElse(""),
                all.overview().entries().size());
    }

    private static Optional<Instant> nextChange(RenderContext context, RenderContext all, RenderOptions options) {
        Optional<Instant> scheduled =
                RenderContext.earlier(all.overview().nextChange(), context.nextChange(textFormat(context, options)));
        return warnsOfLimit(context, options.warnings())
                ? RenderContext.earlier(scheduled, context.limits().nextReset())
                : scheduled;
    }

    private static List<BarState.WarningClass> warnings(RenderContext context, WarningThresholds thresholds) {
        List<BarState.WarningClass> warnings = new ArrayList<>();
        if (thresholds.warnsOfContext(
                RenderContext.contextPercent(context.usage()).orElse(0))) {
            warnings.add(BarState.WarningClass.CONTEXT_HIGH);
        }
        if (warnsOfLimit(context, thresholds)) {
            warnings.add(BarState.WarningClass.LIMIT_HIGH);
        }
        return warnings;
    }

    private static boolean warnsOfLimit(RenderContext context, WarningThresholds thresholds) {
        return thresholds.warnsOfLimit(context.limits().highestPercent());
    }

    private static Format textFormat(RenderContext context, RenderOptions options) {
        return context.hasSeveralSessions() ? options.multi() : options.single();
    }

    /** Waybar hides a module with an empty text, so the text is empty only if the format intends it. */
    private static String text(Format format, RenderContext context) {
        String text = format.asMarkup(context);
        if (!PangoMarkup.isBlank(text)) {
            return text;
        }
        return format.isAllConditional() ? "" : PangoMarkup.escape(ActivityLabel.of(context.activity()));
    }

    /** Returns the style for a single session. */
    static BarState.Style style(Activity activity) {
        return style(Overview.Urgency.of(activity), activity instanceof Activity.ToolUse);
    }

    private static BarState.Style style(Overview.Urgency urgency, boolean anyTool) {
        return switch (urgency) {
            case WAITING -> BarState.Style.WAITING;
            case FAILED, FAILED_EARLIER -> BarState.Style.ERROR;
            case WORKING -> anyTool ? BarState.Style.TOOL_ACTIVE : BarState.Style.THINKING;
            case COMPACTING -> BarState.Style.COMPACTING;
            case IDLE -> BarState.Style.IDLE;
        };
    }

    /** Returns Unix time in seconds; 0 without sessions. */
    private static long lastActivity(Overview overview) {
        Instant last = Instant.EPOCH;
        for (Overview.SessionEntry entry : overview.entries()) {
            Instant at = entry.session().lastEvent();
            last = at.isAfter(last) ? at : last;
        }
        return last.getEpochSecond();
    }

    private BarRenderer() {}
}
