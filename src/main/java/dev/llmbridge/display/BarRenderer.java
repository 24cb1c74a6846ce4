package dev.llmbridge.display;

import dev.llmbridge.display.format.Format;
import dev.llmbridge.display.text.PangoMarkup;
import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the bar's state of an overview: one session by the format, several by counting them. */
public final class BarRenderer {
    private static final int MAX_CWD = 4096;

    /**
     * Renders an overview; without any session the state is idle.
     *
     * @param now the moment at which the overview was made
     */
    public static BarState render(Overview overview, RenderOptions options, Instant now) {
        RenderContext context = RenderContext.of(overview, options.icons(), now);
        List<Overview.SessionEntry> entries = overview.entries();
        Optional<Session> session = overview.foremost().map(Overview.SessionEntry::session);
        UsageTotals totals = context.totals();
        boolean several = entries.size() > 1;
        return new BarState(
                text(several ? options.multi() : options.single(), context),
                several ? MultiSessionTooltip.tooltip(context, options) : Tooltip.of(options.tooltip(), context),
                style(overview),
                percentage(session),
                RenderContext.model(session.map(Session::usage).orElse(Usage.NONE)),
                ActivityLabel.of(context.activity()),
                totals.costUsd(),
                totals.inputTokens(),
                totals.outputTokens(),
                totals.cacheRead(),
                totals.cacheWrite(),
                lastActivity(entries),
                session.map(s -> s.id().value()).orElse(""),
                session.map(s -> TextSanitizer.shorten(TextSanitizer.clean(s.cwd()), MAX_CWD))
                        .orElse(""),
                entries.size());
    }

    /**
     * When, without any event, the bar is to be rendered anew: as the overview may be another, or as a time that it shows
     * has gone on, which is at most once a minute. Empty where never.
     */
    public static Optional<Instant> nextChange(Overview overview, RenderOptions options, Instant now) {
        RenderContext context = RenderContext.of(overview, options.icons(), now);
        boolean several = overview.entries().size() > 1;
        Optional<Instant> ofText = context.nextChange(several ? options.multi() : options.single());
        Optional<Instant> ofTooltip = context.nextChange(several ? MultiSessionTooltip.TAIL : options.tooltip());
        return RenderContext.sooner(overview.nextChange(), RenderContext.sooner(ofText, ofTooltip));
    }

    /** Waybar hides a module whose text is empty, so it is so only where the format can mean it. */
    private static String text(Format format, RenderContext context) {
        String text = format.asMarkup(context);
        if (!PangoMarkup.isBlank(text)) {
            return text;
        }
        return format.isAllConditional() ? "" : PangoMarkup.escape(ActivityLabel.of(context.activity()));
    }

    private static BarState.Style style(Overview overview) {
        return style(overview.urgency(), overview.anyTool());
    }

    /** The style of one session by itself. */
    static BarState.Style style(Activity activity) {
        return style(Overview.Urgency.of(activity), activity instanceof Activity.ToolUse);
    }

    private static BarState.Style style(Overview.Urgency urgency, boolean anyTool) {
        return switch (urgency) {
            case WAITING -> BarState.Style.WAITING;
            case FAILED -> BarState.Style.ERROR;
            case WORKING -> anyTool ? BarState.Style.TOOL_ACTIVE : BarState.Style.THINKING;
            case COMPACTING -> BarState.Style.COMPACTING;
            case IDLE -> BarState.Style.IDLE;
        };
    }

    private static int percentage(Optional<Session> session) {
        return RenderContext.contextPercent(session.map(Session::usage).orElse(Usage.NONE))
                .orElse(0);
    }

    private static long lastActivity(List<Overview.SessionEntry> entries) {
        Instant last = Instant.EPOCH;
        for (Overview.SessionEntry entry : entries) {
            Instant at = entry.session().lastEvent();
            last = at.isAfter(last) ? at : last;
        }
        return last.getEpochSecond();
    }

    private BarRenderer() {}
}
