package dev.llmbridge.display.format;

import dev.llmbridge.display.text.PangoMarkup;
import dev.llmbridge.display.text.TextSanitizer;
import java.util.List;

/** Whether a format's own markup stays well-formed whatever is shown of it. */
final class FormatMarkup {
    /** Stands for whatever is no markup of the format's own. */
    private static final char FILLING = PangoMarkup.FILLING;

    /** Each block must be well-formed by itself, as it may be left out. */
    static boolean isWellFormed(List<FormatPart> parts) {
        StringBuilder level = new StringBuilder();
        for (FormatPart part : parts) {
            switch (part) {
                case FormatPart.Literal(String text) -> level.append(TextSanitizer.cleanLines(text));
                case FormatPart.Placeholder _ -> level.append(FILLING);
                case FormatPart.Conditional(Field _, List<FormatPart> inner) -> {
                    level.append(FILLING);
                    if (!isWellFormed(inner)) {
                        return false;
                    }
                }
                case FormatPart.Coloured(FormatColor _, List<FormatPart> inner) -> {
                    level.append(FILLING);
                    if (!isWellFormed(inner)) {
                        return false;
                    }
                }
            }
        }
        return PangoMarkup.isWellFormed(level.toString());
    }

    private FormatMarkup() {}
}
