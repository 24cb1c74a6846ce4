package dev.llmbridge.config;

import java.util.Map;

/**
 * The formats and icons as the user wrote them; {@code display} parses them.
 *
 * @param format the format of the bar's text for one session
 * @param formatMulti the format of the bar's text for several sessions
 * @param tooltipFormat the format of the tooltip for one session
 * @param statusLineFormat the format of the status line
 * @param icons the icon set
 * @param customIcons icons that override those of the set, keyed by the lower-case name of an activity or tool
 * @param isProcessLocal whether an option or the environment of this process changes what the bar shows, in which case
 *     the daemon may show something different
 * @param warnings when the bar warns
 */
public record Appearance(
        String format,
        String formatMulti,
        String tooltipFormat,
        String statusLineFormat,
        IconSet icons,
        Map<String, String> customIcons,
        boolean isProcessLocal,
        WarningThresholds warnings) {
    private static final String COST = "{?cost} · ${cost:.2}{/cost}";
    static final String DEFAULT_FORMAT = "{?icon}{icon} {/icon}{activity}{?context} · {context}%{/context}" + COST;
    static final String DEFAULT_FORMAT_MULTI = "{counts}" + COST;
    static final String DEFAULT_STATUSLINE_FORMAT = "{model}{?cost} | ${cost:.2}{/cost}";
    private static final String LIMITS = """
            {?limit_5h}5-hour limit: {limit_5h}%\
            {?limit_5h_reset}, resets in {limit_5h_reset}{/limit_5h_reset}
            {/limit_5h}{?limit_7d}7-day limit: {limit_7d}%\
            {?limit_7d_reset}, resets in {limit_7d_reset}{/limit_7d_reset}
            {/limit_7d}{?limit_spend}Spend limit: {limit_spend}%\
            {?limit_spend_reset}, resets in {limit_spend_reset}{/limit_spend_reset}
            {/limit_spend}""";
    static final String DEFAULT_TOOLTIP_FORMAT = """
            {?project}<b>{project}</b>{?model} · {model}{/model}
            {/project}{?icon}{icon} {/icon}{activity}\
            {?waiting_for}{?tool} ({tool}){/tool}{/waiting_for}{?detail}: {detail}{/detail}{?headless} (headless){/headless}\
            {?stopped} (stopped){/stopped}{?elapsed} · {elapsed:.1}{/elapsed}
            {?background}In the background: {background}
            {/background}{?context}Context: {context_bar:10} {context}%
            {/context}{?cost}{cost_label}: ${cost:.2}
            {/cost}""" + LIMITS;

    /** What follows the sessions in the tooltip for several. */
    public static final String TOTALS_TOOLTIP_FORMAT = LIMITS + "{?cost}{cost_label}: ${cost:.2} in total{/cost}";

    /** The default appearance. */
    public static final Appearance DEFAULT = new Appearance(
            DEFAULT_FORMAT,
            DEFAULT_FORMAT_MULTI,
            DEFAULT_TOOLTIP_FORMAT,
            DEFAULT_STATUSLINE_FORMAT,
            IconSet.UNICODE,
            Map.of(),
            false,
            WarningThresholds.DEFAULT);

    /** Returns a copy with a different status line format. */
    public Appearance withStatusLine(String otherFormat) {
        return new Appearance(
                format, formatMulti, tooltipFormat, otherFormat, icons, customIcons, isProcessLocal, warnings);
    }

    /** Returns a copy with different thresholds of the warnings. */
    public Appearance withWarnings(WarningThresholds thresholds) {
        return new Appearance(
                format, formatMulti, tooltipFormat, statusLineFormat, icons, customIcons, isProcessLocal, thresholds);
    }

    public Appearance {
        customIcons = Map.copyOf(customIcons);
    }
}
