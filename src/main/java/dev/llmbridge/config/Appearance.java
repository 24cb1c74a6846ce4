package dev.llmbridge.config;

import java.util.Map;

/**
 * How things are to be shown, as the user wrote it. Whether a format can be understood is for its reader to say.
 *
 * @param format of the bar's text for one session
 * @param formatMulti of the bar's text for several sessions
 * @param tooltipFormat of the tooltip for one session
 * @param statusLineFormat of the line under the client's prompt
 * @param icons the set of glyphs
 * @param ownIcons glyphs that come before those of the set, by an activity's or tool's name in lower case
 * @param isProcessLocal something that the bar shows was set by this process' option or environment, so that others may not have
 *     it
 */
public record Appearance(
        String format,
        String formatMulti,
        String tooltipFormat,
        String statusLineFormat,
        IconSet icons,
        Map<String, String> ownIcons,
        boolean isProcessLocal) {
    /** Nothing set. */
    public static final Appearance DEFAULT = new Appearance(
            Setting.Default.FORMAT,
            Setting.Default.FORMAT_MULTI,
            Setting.Default.TOOLTIP_FORMAT,
            Setting.Default.STATUSLINE_FORMAT,
            IconSet.NERD,
            Map.of(),
            false);

    /** The part of the default tooltip about tokens and limits, which also ends the tooltip for several sessions. */
    public static final String TOTALS_TOOLTIP_FORMAT = Setting.Default.TOOLTIP_TOKENS + Setting.Default.TOOLTIP_LIMITS;

    /** The same, but for the format of the status line. */
    public Appearance withStatusLine(String otherFormat) {
        return new Appearance(format, formatMulti, tooltipFormat, otherFormat, icons, ownIcons, isProcessLocal);
    }

    public Appearance {
        ownIcons = Map.copyOf(ownIcons);
    }
}
