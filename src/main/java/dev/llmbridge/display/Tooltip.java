package dev.llmbridge.display;

import dev.llmbridge.config.Appearance;
import dev.llmbridge.display.format.Format;
import dev.llmbridge.display.text.FixedPoint;
import dev.llmbridge.display.text.PangoMarkup;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The bar's tooltip, as Pango markup: the user's format for one session or none, a list for several. */
final class Tooltip {
    private static final int MAX_SESSIONS = 30;
    private static final Format TOTALS = Format.builtIn(Appearance.TOTALS_TOOLTIP_FORMAT);

    static String render(RenderContext context, RenderOptions options) {
        if (!context.hasSeveralSessions()) {
            return trimmed(options.tooltip().asMarkup(context));
        }
        String list = list(context, options);
        String totals = trimmed(TOTALS.asMarkup(context));
        return totals.isEmpty() ? list : list + "\n\n" + totals;
    }

    /** Returns when the tooltip may change if the overview does not; empty if never. */
    static Optional<Instant> nextChange(RenderContext context, RenderOptions options) {
        return context.nextChange(context.hasSeveralSessions() ? TOTALS : options.tooltip());
    }

    private static String list(RenderContext context, RenderOptions options) {
        List<Overview.SessionEntry> entries = context.overview().entries();
        List<String> names = ProjectNames.of(entries);
        StringBuilder out = new StringBuilder();
        out.append(entries.size()).append(" active sessions | ");
        out.append(FixedPoint.dollars(context.totals().costUsd().orElse(0)));
        out.append(" total\n");
        int shown = entries.size() > MAX_SESSIONS ? MAX_SESSIONS - 1 : entries.size();
        for (int i = 0; i < shown; i++) {
            out.append('\n').append(PangoMarkup.escape(line(names.get(i), entries.get(i), options)));
        }
        if (shown < entries.size()) {
            out.append("\nand ").append(entries.size() - shown).append(" more");
        }
        return out.toString();
    }

    private static String line(String name, Overview.SessionEntry entry, RenderOptions options) {
        Session session = entry.session();
        StringBuilder out = new StringBuilder(name).append(": ");
        String model = RenderContext.model(session.usage());
        if (!model.isEmpty()) {
            out.append(model).append(" - ");
        }
        out.append(ActivityLabel.withDetail(entry.activity()));
        out.append(session.isHeadless() ? " (headless)" : "");
        out.append(session.isStopped() ? " (stopped)" : "");
        since(entry).ifPresent(at -> out.append(" since ").append(timeOfDay(at, options)));
        out.append(" (");
        RenderContext.contextPercent(session.usage())
                .ifPresent(percent -> out.append(percent).append("%, "));
        return out.append(FixedPoint.dollars(session.maxCostUsd())).append(')').toString();
    }

    private static Optional<Instant> since(Overview.SessionEntry entry) {
        return switch (entry.activity()) {
            case Activity.Thinking _, Activity.Failed _ -> Optional.empty();
            case Activity.Idle _, Activity.ToolUse _, Activity.Waiting _, Activity.Compacting _ ->
                RenderContext.activityStart(entry);
        };
    }

    /** A time of day stays correct while the tooltip is not updated; an age would not. */
    private static String timeOfDay(Instant at, RenderOptions options) {
        int offset = options.zone().get().getRules().getOffset(at).getTotalSeconds();
        int minute = (int) Math.floorMod(Math.floorDiv(at.getEpochSecond() + offset, 60L), 24 * 60L);
        return twoDigits(minute / 60) + ':' + twoDigits(minute % 60);
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    /** Removes the line breaks at both ends and the trailing spaces that hidden blocks leave behind. */
    private static String trimmed(String lines) {
        int start = 0;
        int end = lines.length();
        while (end > start && (lines.charAt(end - 1) == '\n' || lines.charAt(end - 1) == ' ')) {
            end--;
        }
        while (start < end && lines.charAt(start) == '\n') {
            start++;
        }
        return lines.substring(start, end);
    }

    private Tooltip() {}
}
