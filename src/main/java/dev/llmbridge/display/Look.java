package dev.llmbridge.display;

import dev.llmbridge.config.Settings;
import java.time.ZoneId;

/**
 * How things are shown.
 *
 * @param single the text where there is one session, or none
 * @param multi the text where there are several
 * @param icons the set of glyphs
 * @param zone of the times in tooltips
 */
public record Look(Format single, Format multi, Icons icons, ZoneId zone) {
    /** As the user has set it. */
    public static Look of(Settings settings) {
        return new Look(
                Format.parse(settings.format()),
                Format.parse(settings.formatMulti()),
                Icons.NERD,
                ZoneId.systemDefault());
    }
}
