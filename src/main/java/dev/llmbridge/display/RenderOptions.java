package dev.llmbridge.display;

import dev.llmbridge.config.Appearance;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.WarningThresholds;
import dev.llmbridge.display.format.Field;
import dev.llmbridge.display.format.Format;
import dev.llmbridge.display.format.FormatException;
import dev.llmbridge.display.text.TextSanitizer;
import java.util.ArrayList;
import java.util.List;

/**
 * The parsed appearance settings.
 *
 * @param single the bar's text for one session or none
 * @param multi the bar's text for several sessions
 * @param tooltip the tooltip for one session or none; can have several lines
 * @param statusLine the line under the client's prompt
 * @param icons the glyphs
 * @param warnings when the bar warns
 */
public record RenderOptions(
        Format single, Format multi, Format tooltip, Format statusLine, Icons icons, WarningThresholds warnings) {
    private static final int MAX_QUOTED = 60;

    /**
     * Render options and the problems found while parsing them.
     *
     * @param options the options, with the default in place of each invalid format
     * @param problems a line for each invalid format of the bar
     * @param statusLineProblems a line if the format of the status line is invalid
     */
    public record ParsedOptions(RenderOptions options, List<String> problems, List<String> statusLineProblems) {
        public ParsedOptions {
            problems = List.copyOf(problems);
            statusLineProblems = List.copyOf(statusLineProblems);
        }
    }

    /** A format setting. An invalid format is replaced by the default so that a typo does not leave the bar empty. */
    private enum FormatSetting {
        SINGLE("format", Appearance.DEFAULT.format()),
        MULTI("format-multi", Appearance.DEFAULT.formatMulti()),
        TOOLTIP("tooltip-format", Appearance.DEFAULT.tooltipFormat()),
        STATUS_LINE("statusline-format", Appearance.DEFAULT.statusLineFormat());

        private final String setting;
        private final String defaultText;

        /** Parsed when the native image is built, so that a process that uses the default does not parse it again. */
        // A Format is never changed after its constructor.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Format defaultFormat;

        FormatSetting(String setting, String defaultText) {
            this.setting = setting;
            this.defaultText = defaultText;
            this.defaultFormat = Format.builtIn(defaultText);
        }

        /** Parses a format. If it is invalid, adds a line to {@code problems} and returns the default. */
        Format parse(String text, List<String> problems) {
            if (text.equals(defaultText)) {
                return defaultFormat;
            }
            try {
                return this == TOOLTIP ? Format.parseLines(text) : Format.parse(text);
            } catch (FormatException e) {
                String quoted = TextSanitizer.truncate(TextSanitizer.clean(text), MAX_QUOTED);
                problems.add(setting + " '" + quoted + "', " + e.getMessage());
                return defaultFormat;
            }
        }
    }

    /** Parses the formats of an appearance. */
    public static ParsedOptions read(Appearance appearance) {
        List<String> problems = new ArrayList<>();
        List<String> statusLineProblems = new ArrayList<>();
        RenderOptions options = new RenderOptions(
                FormatSetting.SINGLE.parse(appearance.format(), problems),
                FormatSetting.MULTI.parse(appearance.formatMulti(), problems),
                FormatSetting.TOOLTIP.parse(appearance.tooltipFormat(), problems),
                FormatSetting.STATUS_LINE.parse(appearance.statusLineFormat(), statusLineProblems),
                new Icons(appearance.icons(), appearance.customIcons()),
                appearance.warnings());
        return new ParsedOptions(options, problems, statusLineProblems);
    }

    /** Parses the formats in the settings, silently replacing invalid ones with defaults. */
    public static RenderOptions of(Settings settings) {
        return read(settings.appearance()).options();
    }

    /** Whether the status line shows fields that its own JSON does not contain. */
    public boolean statusLineNeedsSessions() {
        for (Field field : Field.values()) {
            if (!field.isInStatusLineJson() && statusLine.uses(field)) {
                return true;
            }
        }
        return false;
    }
}
