package dev.llmbridge.display;

import dev.llmbridge.display.format.Format;
import dev.llmbridge.display.text.FixedPoint;
import dev.llmbridge.display.text.PangoMarkup;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Several sessions at once: counts by activity, and a line for each in the tooltip. */
final class MultiSessionTooltip {
    private static final int MAX_LINES = 30;
    private static final int COST_DECIMALS = 2;
    private static final Icon[] ICONS = Icon.values();
    private static final String LIMITS = """
            {?limit_5h}5-hour limit: {limit_5h}%{?limit_5h_reset}, resets in {limit_5h_reset}{/limit_5h_reset}
            {/limit_5h}{?limit_7d}7-day limit: {limit_7d}%{?limit_7d_reset}, resets in {limit_7d_reset}{/limit_7d_reset}
            {/limit_7d}""";

    /** What follows the sessions. */
    static final Format TAIL = Format.ours("""
            {?tokens}Tokens: {input_tokens} in / {output_tokens} out
            {/tokens}{?cache}Cache: {cache_read} read / {cache_write} write
            {/cache}""" + LIMITS);

    /** Such as {@code 2 (glyph) 1 (glyph)}: idle sessions are counted only where there are no others. */
    static String counts(List<Overview.SessionEntry> entries, Icons icons) {
        int[] counts = new int[ICONS.length];
        for (Overview.SessionEntry entry : entries) {
            counts[Icon.of(entry.activity()).ordinal()]++;
        }
        StringBuilder out = new StringBuilder();
        for (Icon icon : ICONS) {
            int count = counts[icon.ordinal()];
            if (count > 0 && icon != Icon.IDLE) {
                out.append(out.isEmpty() ? "" : " ").append(count).append(' ').append(sign(icon, icons));
            }
        }
        return out.isEmpty() ? (icons.glyph(Icon.IDLE) + " Idle").strip() : out.toString();
    }

    /** A number alone would not tell of what it is. */
    private static String sign(Icon icon, Icons icons) {
        String glyph = icons.glyph(icon);
        return glyph.isEmpty() ? icon.word() : glyph;
    }

    static String tooltip(RenderContext context, RenderOptions options) {
        List<Overview.SessionEntry> entries = context.overview().entries();
        List<String> names = ProjectNames.of(entries);
        StringBuilder out = new StringBuilder();
        out.append(entries.size()).append(" active sessions | ");
        out.append(dollars(context.totals().costUsd()));
        out.append(" total\n");
        int shown = entries.size() > MAX_LINES ? MAX_LINES - 1 : entries.size();
        for (int i = 0; i < shown; i++) {
            out.append('\n').append(PangoMarkup.escape(line(names.get(i), entries.get(i), options)));
        }
        if (shown < entries.size()) {
            out.append("\nand ").append(entries.size() - shown).append(" more");
        }
        String tail = Tooltip.of(TAIL, context);
        return tail.isEmpty() ? out.toString() : out.append("\n\n").append(tail).toString();
    }

    private static String line(String name, Overview.SessionEntry entry, RenderOptions options) {
        Session session = entry.session();
        StringBuilder out = new StringBuilder(name).append(": ");
        String model = RenderContext.model(session.usage());
        if (!model.isEmpty()) {
            out.append(model).append(" - ");
        }
        out.append(ActivityLabel.inFull(entry.activity()));
        since(entry.activity()).ifPresent(at -> out.append(" since ").append(clock(at, options)));
        out.append(" (");
        RenderContext.contextPercent(session.usage())
                .ifPresent(percent -> out.append(percent).append("%, "));
        return out.append(dollars(session.maxCostUsd())).append(')').toString();
    }

    /** A time of day stays true while the bar shows an unchanged tooltip; an age would not. */
    private static Optional<Instant> since(Activity activity) {
        return switch (activity) {
            case Activity.Idle(Optional<Instant> finished) -> finished;
            case Activity.Thinking _, Activity.Failed _ -> Optional.empty();
            case Activity.ToolUse tool -> Optional.of(tool.since());
            case Activity.Waiting waiting -> Optional.of(waiting.since());
            case Activity.Compacting(Instant since) -> Optional.of(since);
        };
    }

    private static String clock(Instant at, RenderOptions options) {
        int offset = options.zone().get().getRules().getOffset(at).getTotalSeconds();
        int minute = (int) Math.floorMod(Math.floorDiv(at.getEpochSecond() + offset, 60L), 24 * 60L);
        return twoDigits(minute / 60) + ':' + twoDigits(minute % 60);
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static String dollars(double costUsd) {
        return "$" + FixedPoint.format(costUsd, COST_DECIMALS);
    }

    private MultiSessionTooltip() {}
}
