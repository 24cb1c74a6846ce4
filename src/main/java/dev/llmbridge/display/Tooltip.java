package dev.llmbridge.display;

import dev.llmbridge.config.Appearance;
import dev.llmbridge.display.format.Format;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The bar's tooltip, as Pango markup: the user's format for one session or none, a table for several. */
final class Tooltip {
    private static final long MIN_SECONDS = 60;
    private static final Format TOTALS = Format.builtIn(Appearance.TOTALS_TOOLTIP_FORMAT);

    static String render(RenderContext context, RenderOptions options) {
        if (!context.hasSeveralSessions()) {
            return trimmed(options.tooltip().asMarkup(context));
        }
        String table = table(context).render();
        String totals = trimmed(TOTALS.asMarkup(context));
        return totals.isEmpty() ? table : table + "\n\n" + totals;
    }

    /**
     * Returns when the tooltip may change if the overview does not; empty if never. With several sessions, their
     * durations change one after the other; once a minute, all of them are brought up to date.
     */
    static Optional<Instant> nextChange(RenderContext context, RenderOptions options) {
        if (!context.hasSeveralSessions()) {
            return context.nextChange(options.tooltip());
        }
        Instant earliest = context.now().plusSeconds(MIN_SECONDS);
        Optional<Instant> durations = table(context).nextChange().map(at -> at.isBefore(earliest) ? earliest : at);
        return RenderContext.earlier(durations, context.nextChange(TOTALS));
    }

    private static TooltipTable table(RenderContext context) {
        List<String> names = ProjectNames.of(context.overview().entries());
        return new TooltipTable(context.overview(), names, context.icons(), context.now());
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
