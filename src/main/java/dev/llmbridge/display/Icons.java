package dev.llmbridge.display;

import dev.llmbridge.config.IconSet;
import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.Overview;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The glyphs for activities.
 *
 * @param set the icon set
 * @param custom the user's glyphs, which override the set, by the name of an icon or tool in lower case
 */
public record Icons(IconSet set, Map<String, String> custom) {
    private static final int MAX_CUSTOM_LENGTH = 8;

    public Icons {
        custom = Map.copyOf(custom);
    }

    /**
     * Returns the glyph of an activity: the one that the user set for the tool; if there is none, the one set for the
     * icon; otherwise the icon set's. Empty if there is none.
     */
    public String glyph(Activity activity) {
        if (activity instanceof Activity.ToolUse tool && !custom.isEmpty()) {
            String glyph = custom.get(tool.name().toLowerCase(Locale.ROOT));
            if (glyph != null) {
                return sanitized(glyph);
            }
        }
        return glyph(Icon.of(activity));
    }

    public String glyph(Icon icon) {
        String glyph = custom.get(icon.label());
        return glyph != null ? sanitized(glyph) : icon.glyph(set);
    }

    /**
     * Counts the sessions by icon, e.g. {@code 2 * 1 $} for two thinking sessions and one running Bash. Without glyphs
     * the names of the icons are shown. Idle sessions are not counted; if all are idle, e.g. {@code - Idle} is shown.
     */
    String counts(List<Overview.SessionEntry> entries) {
        Map<Icon, Integer> counts = new EnumMap<>(Icon.class);
        for (Overview.SessionEntry entry : entries) {
            counts.merge(Icon.of(entry.activity()), 1, Integer::sum);
        }
        StringBuilder out = new StringBuilder();
        for (Map.Entry<Icon, Integer> count : counts.entrySet()) {
            Icon icon = count.getKey();
            if (icon != Icon.IDLE) {
                String glyph = glyph(icon);
                out.append(out.isEmpty() ? "" : " ")
                        .append(count.getValue())
                        .append(' ')
                        .append(glyph.isEmpty() ? icon.label() : glyph);
            }
        }
        return out.isEmpty() ? (glyph(Icon.IDLE) + " Idle").strip() : out.toString();
    }

    private static String sanitized(String glyph) {
        return TextSanitizer.truncate(TextSanitizer.clean(glyph).strip(), MAX_CUSTOM_LENGTH);
    }
}
