package dev.llmbridge.display;

import java.util.List;

/** Whether a format's own markup stays well-formed whatever is shown of it. */
final class FormatMarkup {
    /** Stands for whatever is no markup of the format's own. */
    private static final char FILLING = '0';

    /**
     * Each block must be well-formed by itself, as it may be left out; and the whole with every block in it, as a block
     * may stand inside an attribute, where no tag may be.
     */
    static boolean isWellFormed(List<FormatPart> parts) {
        StringBuilder whole = new StringBuilder();
        writeWhole(whole, parts);
        return Markup.isWellFormed(whole.toString()) && isEachBlockWellFormed(parts);
    }

    private static boolean isEachBlockWellFormed(List<FormatPart> parts) {
        StringBuilder level = new StringBuilder();
        for (FormatPart part : parts) {
            switch (part) {
                case FormatPart.Literal(String text) -> level.append(Text.cleanLines(text));
                case FormatPart.Placeholder _ -> level.append(FILLING);
                case FormatPart.Conditional(Field _, List<FormatPart> inner) -> {
                    level.append(FILLING);
                    if (!isEachBlockWellFormed(inner)) {
                        return false;
                    }
                }
                case FormatPart.Coloured(Hue _, List<FormatPart> inner) -> {
                    level.append(FILLING);
                    if (!isEachBlockWellFormed(inner)) {
                        return false;
                    }
                }
            }
        }
        return Markup.isWellFormed(level.toString());
    }

    private static void writeWhole(StringBuilder out, List<FormatPart> parts) {
        for (FormatPart part : parts) {
            switch (part) {
                case FormatPart.Literal(String text) -> out.append(Text.cleanLines(text));
                case FormatPart.Placeholder _ -> out.append(FILLING);
                case FormatPart.Conditional(Field _, List<FormatPart> inner) -> writeWhole(out, inner);
                case FormatPart.Coloured(Hue _, List<FormatPart> inner) -> {
                    out.append("<span>");
                    writeWhole(out, inner);
                    out.append("</span>");
                }
            }
        }
    }

    private FormatMarkup() {}
}
