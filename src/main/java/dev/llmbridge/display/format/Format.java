package dev.llmbridge.display.format;

import dev.llmbridge.display.text.PangoMarkup;
import dev.llmbridge.display.text.TerminalText;
import dev.llmbridge.display.text.TextSanitizer;
import java.util.List;

/**
 * A parsed format string: text with placeholders, conditional blocks and colours. The user documentation on formats
 * describes the syntax.
 */
public final class Format {
    private final List<FormatPart> parts;
    private final boolean multiline;
    private final boolean hasMarkup;

    private enum Target {
        PLAIN_TEXT,
        TERMINAL,
        PANGO
    }

    private Format(List<FormatPart> parts, boolean multiline) {
        this.parts = parts;
        this.multiline = multiline;
        this.hasMarkup = isWellFormed(parts);
    }

    /**
     * Parses a format of one line: line breaks in it become spaces.
     *
     * @throws FormatException if a placeholder does not exist or cannot be written as specified, or if blocks are not
     *     properly closed
     */
    public static Format parse(String text) throws FormatException {
        return new Format(FormatParser.parse(text), false);
    }

    /**
     * Parses a format of one or more lines.
     *
     * @throws FormatException as {@link #parse}
     */
    public static Format parseLines(String text) throws FormatException {
        return new Format(FormatParser.parse(text), true);
    }

    /**
     * Parses one of this program's own formats, of one or more lines.
     *
     * @throws IllegalArgumentException if it is invalid, which is a bug
     */
    public static Format builtIn(String text) {
        try {
            return parseLines(text);
        } catch (FormatException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Renders plain text. */
    public String asText(FieldValues values) {
        return render(values, Target.PLAIN_TEXT);
    }

    /** Renders text for a terminal, coloured by escape sequences. Every colour is reset before the end of the text. */
    public String asTerminalText(FieldValues values) {
        return render(values, Target.TERMINAL);
    }

    /**
     * Renders well-formed Pango markup. Markup in the format is kept, unless Pango would reject it: then it is shown
     * literally. Values are always escaped.
     */
    public String asMarkup(FieldValues values) {
        return render(values, Target.PANGO);
    }

    /** Whether the rendered text can depend on a field. */
    public boolean uses(Field field) {
        return uses(parts, field);
    }

    /** Whether the format consists of conditional blocks alone, so that an empty result is intended. */
    public boolean isAllConditional() {
        return isAllConditional(parts) && usesAnyField();
    }

    private boolean usesAnyField() {
        for (Field field : Field.values()) {
            if (uses(field)) {
                return true;
            }
        }
        return false;
    }

    private String render(FieldValues values, Target target) {
        StringBuilder out = new StringBuilder();
        write(out, parts, values, target, "");
        return out.toString();
    }

    /** @param outerColour the escape sequence of the enclosing colour, restored after a nested colour is reset */
    private void write(
            StringBuilder out, List<FormatPart> parts, FieldValues values, Target target, String outerColour) {
        boolean markup = target == Target.PANGO;
        for (FormatPart part : parts) {
            switch (part) {
                case FormatPart.Literal(String text) ->
                    out.append(markup && !hasMarkup ? PangoMarkup.escape(clean(text)) : clean(text));
                case FormatPart.Placeholder(Field field, FormatSpec spec) -> {
                    String value = spec.format(values.of(field));
                    out.append(markup ? PangoMarkup.escape(value) : value);
                }
                case FormatPart.Conditional(Field field, List<FormatPart> inner) -> {
                    if (values.of(field).isNonEmpty()) {
                        write(out, inner, values, target, outerColour);
                    }
                }
                case FormatPart.Coloured(FormatColor colour, List<FormatPart> inner) -> {
                    switch (target) {
                        case PLAIN_TEXT -> write(out, inner, values, target, "");
                        case TERMINAL -> {
                            String sequence = TerminalText.sgr(colour.sgr());
                            out.append(sequence);
                            write(out, inner, values, target, sequence);
                            out.append(TerminalText.RESET).append(outerColour);
                        }
                        case PANGO -> {
                            out.append("<span color=\"").append(colour.pango()).append("\">");
                            write(out, inner, values, target, "");
                            out.append("</span>");
                        }
                    }
                }
            }
        }
    }

    private String clean(String text) {
        return multiline ? TextSanitizer.cleanLines(text) : TextSanitizer.clean(text);
    }

    /** Each block must be well-formed by itself because it can be left out. */
    private static boolean isWellFormed(List<FormatPart> parts) {
        StringBuilder level = new StringBuilder();
        for (FormatPart part : parts) {
            List<FormatPart> block =
                    switch (part) {
                        case FormatPart.Literal(String text) -> {
                            level.append(TextSanitizer.cleanLines(text));
                            yield List.of();
                        }
                        case FormatPart.Placeholder _ -> {
                            level.append(PangoMarkup.UNKNOWN_TEXT);
                            yield List.of();
                        }
                        case FormatPart.Conditional(Field _, List<FormatPart> inner) -> {
                            level.append(PangoMarkup.UNKNOWN_TEXT);
                            yield inner;
                        }
                        case FormatPart.Coloured(FormatColor _, List<FormatPart> inner) -> {
                            level.append(PangoMarkup.UNKNOWN_TEXT);
                            yield inner;
                        }
                    };
            if (!block.isEmpty() && !isWellFormed(block)) {
                return false;
            }
        }
        return PangoMarkup.isWellFormed(level.toString());
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
