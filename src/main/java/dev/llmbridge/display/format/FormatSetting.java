package dev.llmbridge.display.format;

import dev.llmbridge.config.Appearance;
import dev.llmbridge.display.text.TextSanitizer;
import java.util.List;

/** A format setting. An invalid format is replaced by the default so that a typo does not leave the bar empty. */
public enum FormatSetting {
    SINGLE("format", Appearance.DEFAULT.format()),
    MULTI("format-multi", Appearance.DEFAULT.formatMulti()),
    TOOLTIP("tooltip-format", Appearance.DEFAULT.tooltipFormat()),
    STATUS_LINE("statusline-format", Appearance.DEFAULT.statusLineFormat());

    private static final int MAX_QUOTED = 60;

    private final String setting;
    private final String defaultText;

    /** Parsed when the native image is built, so that a process that uses the default does not parse it again. */
    private final Format defaultFormat;

    FormatSetting(String setting, String defaultText) {
        this.setting = setting;
        this.defaultText = defaultText;
        this.defaultFormat = Format.builtIn(defaultText);
    }

    /** Parses a format. If it is invalid, adds a line to {@code problems} and returns the default. */
    public Format parse(String text, List<String> problems) {
        if (text.equals(defaultText)) {
            return defaultFormat;
        }
        try {
            return this == TOOLTIP ? Format.parseLines(text) : Format.parse(text);
        } catch (FormatException e) {
            problems.add(problem(text, e));
            return defaultFormat;
        }
    }

    private String problem(String text, FormatException error) {
        String quoted = TextSanitizer.shorten(TextSanitizer.clean(text), MAX_QUOTED);
        return setting + " '" + quoted + "', " + error.getMessage();
    }
}
