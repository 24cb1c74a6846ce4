package dev.llmbridge.display;

import dev.llmbridge.config.Appearance;
import dev.llmbridge.config.Settings;
import dev.llmbridge.display.format.Field;
import dev.llmbridge.display.format.Format;
import dev.llmbridge.display.format.FormatSetting;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * How things are shown.
 *
 * @param single the text where there is one session, or none
 * @param multi the text where there are several
 * @param tooltip of one session, or none; may have several lines
 * @param statusLine the line under the client's prompt
 * @param icons the glyphs
 * @param zone of the times in tooltips; asked only where one is shown, as it is slow to find out
 */
public record RenderOptions(
        Format single, Format multi, Format tooltip, Format statusLine, Icons icons, Supplier<ZoneId> zone) {
    /**
     * What was read.
     *
     * @param options complete: a default stands in for a format with a mistake
     * @param problems a line for each mistake in a format of the bar
     * @param statusLineProblems and for one in that of the status line
     */
    public record ParsedOptions(RenderOptions options, List<String> problems, List<String> statusLineProblems) {
        public ParsedOptions {
            problems = List.copyOf(problems);
            statusLineProblems = List.copyOf(statusLineProblems);
        }
    }

    /** As the user has set it. */
    public static ParsedOptions read(Settings settings) {
        return read(settings.appearance());
    }

    /** As the user has set it, with defaults for what has a mistake. */
    public static RenderOptions of(Settings settings) {
        return read(settings).options();
    }

    /** Whether the status line shows what its own JSON does not tell. */
    public boolean statusLineAsksForSessions() {
        for (Field field : Field.values()) {
            if (!field.isToldByStatusLine() && statusLine.uses(field)) {
                return true;
            }
        }
        return false;
    }

    /** As it is wanted. */
    public static ParsedOptions read(Appearance wanted) {
        List<String> problems = new ArrayList<>();
        List<String> statusLineProblems = new ArrayList<>();
        RenderOptions options = new RenderOptions(
                FormatSetting.SINGLE.read(wanted.format(), problems),
                FormatSetting.MULTI.read(wanted.formatMulti(), problems),
                FormatSetting.TOOLTIP.read(wanted.tooltipFormat(), problems),
                FormatSetting.STATUS_LINE.read(wanted.statusLineFormat(), statusLineProblems),
                new Icons(wanted.icons(), wanted.ownIcons()),
                ZoneId::systemDefault);
        return new ParsedOptions(options, problems, statusLineProblems);
    }
}
