package dev.llmbridge.display.format;

import dev.llmbridge.display.text.PangoMarkup;
import dev.llmbridge.display.text.TextSanitizer;
import java.util.List;

/**
 * A format string, parsed once: text with placeholders, blocks that are shown only where there is something to tell,
 * and colours. The user's page on formats tells of each.
 */
public final class Format {
    private static final String ESCAPE = "\u001B[";
    private static final String RESET = ESCAPE + "0m";

    private final List<FormatPart> parts;
    private final boolean severalLines;
    private final boolean hasMarkup;

    private Format(List<FormatPart> parts, boolean severalLines) {
        this.parts = parts;
        this.severalLines = severalLines;
        this.hasMarkup = FormatMarkup.isWellFormed(parts);
    }

    /**
     * A format of one line: line breaks in it become spaces.
     *
     * @throws FormatException for a placeholder that does not exist, one that is told to be written as it cannot be, and
     *     blocks that do not end as they began
     */
    public static Format parse(String text) throws FormatException {
        return new Format(FormatParser.parse(text), false);
    }

    /**
     * A format of one line or more.
     *
     * @throws FormatException as {@link #parse}
     */
    public static Format parseLines(String text) throws FormatException {
        return new Format(FormatParser.parse(text), true);
    }

    /** A format of several lines that is the program's own, and right. */
    public static Format ours(String text) {
        try {
            return parseLines(text);
        } catch (FormatException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Plain text. */
    public String asText(FieldValues values) {
        StringBuilder out = new StringBuilder();
        writeText(out, parts, values);
        return out.toString();
    }

    /** Text for a terminal, coloured by escape sequences where the format asks for colours; each is ended in it. */
    public String asTerminalText(FieldValues values) {
        StringBuilder out = new StringBuilder();
        writeTerminalText(out, parts, values, "");
        return out.toString();
    }

    /**
     * Well-formed Pango markup. The format's own markup is kept, unless Pango would refuse it: then it is shown as it
     * was written. Values are always escaped.
     */
    public String asMarkup(FieldValues values) {
        StringBuilder out = new StringBuilder();
        writeMarkup(out, parts, values);
        return out.toString();
    }

    /** Whether anything in it may depend on a field. */
    public boolean uses(Field field) {
        return uses(parts, field);
    }

    /** Whether nothing of it stands outside of blocks that can be left out, so that to show nothing is meant. */
    public boolean isAllConditional() {
        return isAllConditional(parts) && uses();
    }

    private boolean uses() {
        for (Field field : Field.values()) {
            if (uses(field)) {
                return true;
            }
        }
        return false;
    }

    private void writeText(StringBuilder out, List<FormatPart> parts, FieldValues values) {
        for (FormatPart part : parts) {
            switch (part) {
                case FormatPart.Literal(String text) -> out.append(clean(text));
                case FormatPart.Placeholder(Field field, FormatSpec spec) -> out.append(spec.write(values.of(field)));
                case FormatPart.Conditional(Field field, List<FormatPart> inner) -> {
                    if (values.of(field).isTelling()) {
                        writeText(out, inner, values);
                    }
                }
                case FormatPart.Coloured(FormatColor _, List<FormatPart> inner) -> writeText(out, inner, values);
            }
        }
    }

    private void writeTerminalText(StringBuilder out, List<FormatPart> parts, FieldValues values, String around) {
        for (FormatPart part : parts) {
            switch (part) {
                case FormatPart.Literal(String text) -> out.append(clean(text));
                case FormatPart.Placeholder(Field field, FormatSpec spec) -> out.append(spec.write(values.of(field)));
                case FormatPart.Conditional(Field field, List<FormatPart> inner) -> {
                    if (values.of(field).isTelling()) {
                        writeTerminalText(out, inner, values, around);
                    }
                }
                case FormatPart.Coloured(FormatColor hue, List<FormatPart> inner) -> {
                    String colour = ESCAPE + hue.ansi() + "m";
                    out.append(colour);
                    writeTerminalText(out, inner, values, colour);
                    out.append(RESET).append(around);
                }
            }
        }
    }

    private void writeMarkup(StringBuilder out, List<FormatPart> parts, FieldValues values) {
        for (FormatPart part : parts) {
            switch (part) {
                case FormatPart.Literal(String text) ->
                    out.append(hasMarkup ? clean(text) : PangoMarkup.escape(clean(text)));
                case FormatPart.Placeholder(Field field, FormatSpec spec) ->
                    out.append(PangoMarkup.escape(spec.write(values.of(field))));
                case FormatPart.Conditional(Field field, List<FormatPart> inner) -> {
                    if (values.of(field).isTelling()) {
                        writeMarkup(out, inner, values);
                    }
                }
                case FormatPart.Coloured(FormatColor hue, List<FormatPart> inner) -> {
                    out.append("<span color=\"").append(hue.pango()).append("\">");
                    writeMarkup(out, inner, values);
                    out.append("</span>");
                }
            }
        }
    }

    private String clean(String text) {
        return severalLines ? TextSanitizer.cleanLines(text) : TextSanitizer.clean(text);
    }

    private static boolean uses(List<FormatPart> parts, Field wanted) {
        for (FormatPart part : parts) {
            boolean found =
                    switch (part) {
                        case FormatPart.Literal _ -> false;
                        case FormatPart.Placeholder(Field field, FormatSpec _) -> field == wanted;
                        case FormatPart.Conditional(Field field, List<FormatPart> inner) ->
                            field == wanted || uses(inner, wanted);
                        case FormatPart.Coloured(FormatColor _, List<FormatPart> inner) -> uses(inner, wanted);
                    };
            if (found) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAllConditional(List<FormatPart> parts) {
        for (FormatPart part : parts) {
            boolean conditional =
                    switch (part) {
                        case FormatPart.Literal(String text) -> text.isBlank();
                        case FormatPart.Placeholder _ -> false;
                        case FormatPart.Conditional _ -> true;
                        case FormatPart.Coloured(FormatColor _, List<FormatPart> inner) -> isAllConditional(inner);
                    };
            if (!conditional) {
                return false;
            }
        }
        return true;
    }
}
