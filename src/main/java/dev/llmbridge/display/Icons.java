package dev.llmbridge.display;

import dev.llmbridge.config.IconSet;
import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.session.Activity;
import java.util.Locale;
import java.util.Map;

/**
 * The glyphs that are shown.
 *
 * @param set where nothing else is said
 * @param own glyphs that come before those of the set, by an activity's or tool's name in lower case
 */
public record Icons(IconSet set, Map<String, String> own) {
    private static final int MAX_OWN = 8;

    public Icons {
        own = Map.copyOf(own);
    }

    /** For an activity: one's own for its very tool, else one's own for its kind, else the set's; empty for none. */
    public String glyph(Activity activity) {
        if (activity instanceof Activity.ToolUse tool && !own.isEmpty()) {
            String chosen = own.get(tool.name().toLowerCase(Locale.ROOT));
            if (chosen != null) {
                return fit(chosen);
            }
        }
        return glyph(Icon.of(activity));
    }

    public String glyph(Icon icon) {
        String chosen = own.get(icon.word());
        return chosen != null ? fit(chosen) : ofSet(icon);
    }

    private static String fit(String chosen) {
        return TextSanitizer.shorten(TextSanitizer.clean(chosen).strip(), MAX_OWN);
    }

    private String ofSet(Icon icon) {
        return switch (set) {
            case NERD -> Character.toString(nerd(icon));
            case UNICODE -> unicode(icon);
            case ASCII -> ascii(icon);
            case NONE -> "";
        };
    }

    /** Material Design glyphs: the original's where it had any for the kind. */
    private static int nerd(Icon icon) {
        return switch (icon) {
            case WAITING -> 0xF009E;
            case ERROR -> 0xF0028;
            case THINKING, TASK -> 0xF051F;
            case READ -> 0xF0214;
            case EDIT -> 0xF03EB;
            case BASH -> 0xF018D;
            case SEARCH -> 0xF0349;
            case WEB -> 0xF059F;
            case TODO -> 0xF0756;
            case MCP -> 0xF06A5;
            case TOOL -> 0xF0327;
            case COMPACTING -> 0xF0615;
            case IDLE -> 0xF04B2;
        };
    }

    /** Of one column, in DejaVu Sans, and no emoji: those are wide and have colours of their own. */
    private static String unicode(Icon icon) {
        return switch (icon) {
            case WAITING -> "⚑";
            case ERROR -> "✗";
            case THINKING -> "✻";
            case TASK -> "⑂";
            case READ -> "▤";
            case EDIT -> "✎";
            case BASH -> "❯";
            case SEARCH -> "⌕";
            case WEB -> "⊕";
            case TODO -> "☑";
            case MCP -> "⌁";
            case TOOL -> "⚙";
            case COMPACTING -> "⇊";
            case IDLE -> "☾";
        };
    }

    private static String ascii(Icon icon) {
        return switch (icon) {
            case WAITING -> "?";
            case ERROR -> "!";
            case THINKING -> "*";
            case TASK -> "&";
            case READ -> "r";
            case EDIT -> "e";
            case BASH -> "$";
            case SEARCH -> "/";
            case WEB -> "@";
            case TODO -> "#";
            case MCP -> "%";
            case TOOL -> "+";
            case COMPACTING -> "v";
            case IDLE -> "-";
        };
    }
}
