package dev.llmbridge.display;

import dev.llmbridge.session.Activity;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
                cost,
                overview.inputTokens(),
                overview.outputTokens(),
                overview.cacheRead(),
                overview.cacheWrite());
        boolean several = entries.size() > 1;
        return new BarState(
                several ? Several.text(entries, cost, look) : single(look.single(), values),
                several ? Several.tooltip(entries, values, look) : Tooltip.of(values),
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

    /** Waybar hides a module whose text is empty. */
    private static String single(Format format, Values values) {
        String text = format.asMarkup(values);
        return text.isBlank() ? Markup.escape(values.activity()) : text;
    }

    private static BarState.Style style(Overview overview) {
        return switch (overview.urgency()) {
            case WAITING -> BarState.Style.WAITING;
            case FAILED -> BarState.Style.ERROR;
            case WORKING -> overview.anyTool() ? BarState.Style.TOOL_ACTIVE : BarState.Style.THINKING;
            case COMPACTING -> BarState.Style.COMPACTING;
            case IDLE -> BarState.Style.IDLE;
        };
    }

    private static int percentage(Optional<Session> session) {
        int percent =
                session.map(Session::usage).orElse(Usage.NONE).contextPercent().orElse(0);
        return Math.clamp(percent, 0, 100);
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
