package dev.llmbridge.display;

import dev.llmbridge.session.Activity;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes the bar's state of an overview: one session by the format, several by counting them. */
public final class BarRenderer {
    private static final int MAX_MODEL = 60;
    private static final int MAX_CWD = 4096;
    private static final Activity NOTHING = new Activity.Idle(Optional.empty());

    /** Renders an overview; without any session the state is idle. */
    public static BarState render(Overview overview, Look look) {
        List<Overview.Entry> entries = overview.entries();
        Optional<Session> session = overview.foremost().map(Overview.Entry::session);
        Activity activity = overview.foremost().map(Overview.Entry::activity).orElse(NOTHING);
        String model = model(session.map(Session::usage).orElse(Usage.NONE));
        double cost = Double.isFinite(overview.costUsd()) ? Math.max(0, overview.costUsd()) : 0;
        Values values = new Values(
                model,
                Label.of(activity),
                look.icons().glyph(Icon.of(activity)),
                Several.counts(entries, look.icons()),
                entries.size(),
                cost,
                overview.inputTokens(),
                overview.outputTokens(),
                overview.cacheRead(),
                overview.cacheWrite());
        boolean several = entries.size() > 1;
        return new BarState(
                text(several ? look.multi() : look.single(), values),
                several ? Several.tooltip(entries, values, look) : Tooltip.of(activity, values),
                style(overview),
                percentage(session),
                model,
                values.activity(),
                cost,
                values.inputTokens(),
                values.outputTokens(),
                values.cacheRead(),
                values.cacheWrite(),
                lastActivity(entries),
                session.map(s -> s.id().value()).orElse(""),
                session.map(s -> Text.shorten(Text.clean(s.cwd()), MAX_CWD)).orElse(""),
                entries.size());
    }

    /** The model's name, fit to be shown; empty where not told. */
    static String model(Usage usage) {
        return Text.shorten(Text.clean(usage.model()).strip(), MAX_MODEL);
    }

    /** The share of the context window in use; empty where not told or beyond 0-100, as nobody knows what that means. */
    static OptionalInt contextPercent(Usage usage) {
        int percent = usage.contextPercent().orElse(-1);
        return percent >= 0 && percent <= 100 ? OptionalInt.of(percent) : OptionalInt.empty();
    }

    /** Waybar hides a module whose text is empty. */
    private static String text(Format format, Values values) {
        String text = format.asMarkup(values);
        return text.isBlank() ? Markup.escape(values.activity()) : text;
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
        return contextPercent(session.map(Session::usage).orElse(Usage.NONE)).orElse(0);
    }

    private static long lastActivity(List<Overview.Entry> entries) {
        Instant last = Instant.EPOCH;
        for (Overview.Entry entry : entries) {
            Instant at = entry.session().lastEvent();
            last = at.isAfter(last) ? at : last;
        }
        return last.getEpochSecond();
    }

    private BarRenderer() {}
}
