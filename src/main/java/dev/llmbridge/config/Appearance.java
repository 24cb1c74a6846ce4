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
 * @param ownIcons icons that override the set, by the lower-case name of an activity or tool
 * @param isProcessLocal whether an option or the environment of this process changes what the bar shows, so that the
 *     daemon may show something else
 */
public record Appearance(
        String format,
        String formatMulti,
        String tooltipFormat,
        String statusLineFormat,
        IconSet icons,
        Map<String, String> ownIcons,
        boolean isProcessLocal) {
    /** The default appearance. */
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

    /** Returns a copy with another format of the status line. */
    public Appearance withStatusLine(String otherFormat) {
        return new Appearance(format, formatMulti, tooltipFormat, otherFormat, icons, ownIcons, isProcessLocal);
    }

    public Appearance {
        ownIcons = Map.copyOf(ownIcons);
    }
}
