package dev.llmbridge.display.format;

import dev.llmbridge.config.Appearance;
import dev.llmbridge.display.text.TextSanitizer;
import java.util.List;

/** A format that the user may set. The default stands in for one with a mistake: what is shown must not depend on a slip. */
public enum FormatSetting {
    SINGLE("format", Appearance.DEFAULT.format()),
    MULTI("format-multi", Appearance.DEFAULT.formatMulti()),
    TOOLTIP("tooltip-format", Appearance.DEFAULT.tooltipFormat()),
    STATUS_LINE("statusline-format", Appearance.DEFAULT.statusLineFormat());

    private static final int MAX_QUOTED = 60;

    private final String setting;
    private final String usualText;

    /** Read when the image is built: a process that shows the default does not read it again. */
    private final Format usual;

    FormatSetting(String setting, String usualText) {
        this.setting = setting;
        this.usualText = usualText;
        this.usual = Format.ours(usualText);
    }

    /** Reads what is wanted; a mistake adds a line to {@code problems}. */
    public Format read(String wanted, List<String> problems) {
        if (wanted.equals(usualText)) {
            return usual;
        }
        try {
            return this == TOOLTIP ? Format.parseLines(wanted) : Format.parse(wanted);
        } catch (FormatException e) {
            problems.add(problem(wanted, e));
            return usual;
        }
    }

    private String problem(String wanted, FormatException mistake) {
        String quoted = TextSanitizer.shorten(TextSanitizer.clean(wanted), MAX_QUOTED);
        return setting + " '" + quoted + "', " + mistake.getMessage();
    }
}
