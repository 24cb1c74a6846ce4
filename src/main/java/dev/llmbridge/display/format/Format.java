package dev.llmbridge.display.format;

import dev.llmbridge.display.text.DirectionalText;
import dev.llmbridge.display.text.PangoMarkup;
import dev.llmbridge.display.text.TerminalText;
import dev.llmbridge.display.text.TextSanitizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A parsed format string: text with placeholders, conditional blocks and colours. The user documentation on formats
 * describes the syntax.
 */
public final class Format {
    private final List<Part> parts;
    private final boolean multiline;
    private final boolean isValidMarkup;
    private final Set<Field> fields = EnumSet.noneOf(Field.class);
    /** The durations that are shown to the minute. */
    private final Set<Field> preciseFields = EnumSet.noneOf(Field.class);

    /** The values of a format's placeholders. */
    @FunctionalInterface
    public interface FieldValues {
        /** Returns the unescaped value of a field; {@link FieldValue.Unavailable} if there is none. */
        FieldValue of(Field field);
    }

    /** A node of the parsed format. */
    sealed interface Part {
        record Literal(String text) implements Part {}

        /**
         * A value.
         *
         * @param prefix text that is left out if there is no value
         */
        record Placeholder(String prefix, Field field, FormatSpec spec) implements Part {}

        /** A block that is shown only if its field {@linkplain FieldValue#isNonEmpty is non-empty}. */
        record Conditional(Field field, List<Part> inner) implements Part {}

        record Coloured(FormatColor colour, List<Part> inner) implements Part {}

        /** Returns the parts of a block; empty for other parts. */
        default List<Part> inner() {
            return List.of();
        }
    }

    private enum Target {
        PLAIN_TEXT,
        TERMINAL,
        PANGO
    }

    private Format(List<Part> parts, boolean multiline) {
        this.parts = parts;
        this.multiline = multiline;
        this.isValidMarkup = isWellFormed(parts);
        collectFields(parts);
    }

    /**
     * Parses a format of one line: line breaks in it become spaces.
     *
     * @throws FormatException if a placeholder does not exist or has an invalid specification, or if blocks are not
     *     properly closed
     */
    public static Format parse(String text) throws FormatException {
        return new Format(FormatParser.parse(text), false);
    }

    /**
     * Parses a format of one or more lines.
     *
     * @throws FormatException under the same conditions as {@link #parse}
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

    /**
     * Renders text for a terminal, coloured with escape sequences. Every colour is reset before the end of the text.
     */
    public String asTerminalText(FieldValues values) {
        return render(values, Target.TERMINAL);
    }

    /**
     * Renders well-formed Pango markup. Markup in the format is kept, or shown literally if Pango would reject it.
     * Values are always escaped.
     */
    public String asMarkup(FieldValues values) {
        return render(values, Target.PANGO);
    }

    /** Whether the rendered text can depend on a field. */
    public boolean uses(Field field) {
        return fields.contains(field);
    }

    /** Whether the rendered text can depend on the minutes of a duration that has lasted for hours. */
    public boolean usesMinutesOf(Field duration) {
        return preciseFields.contains(duration);
    }

    /** Whether the format consists of conditional blocks alone, so that an empty result is intended. */
    public boolean isAllConditional() {
        return isAllConditional(parts) && !fields.isEmpty();
    }

    private String render(FieldValues values, Target target) {
        StringBuilder out = new StringBuilder();
        write(out, parts, values, target, "");
        return out.toString();
    }

    /** @param outerColour the escape sequence of the enclosing colour, restored after a nested colour is reset */
    private void write(StringBuilder out, List<Part> parts, FieldValues values, Target target, String outerColour) {
        boolean markup = target == Target.PANGO;
        for (Part part : parts) {
            switch (part) {
                case Part.Literal(String text) ->
                    out.append(markup && !isValidMarkup ? PangoMarkup.escape(clean(text)) : clean(text));
                case Part.Placeholder placeholder ->
                    writeValue(out, placeholder, values.of(placeholder.field()), target, outerColour);
                case Part.Conditional(Field field, List<Part> inner) -> {
                    if (values.of(field).isNonEmpty()) {
                        write(out, inner, values, target, outerColour);
                    }
                }
                case Part.Coloured(FormatColor colour, List<Part> inner) -> {
                    StringBuilder text = new StringBuilder();
                    write(text, inner, values, target, TerminalText.sgr(colour.sgr()));
                    switch (target) {
                        case PLAIN_TEXT -> out.append(text);
                        case TERMINAL -> out.append(colour.onTerminal(text, outerColour));
                        case PANGO -> out.append(colour.inMarkup(text));
                    }
                }
            }
        }
    }

    private static void writeValue(
            StringBuilder out, Part.Placeholder placeholder, FieldValue value, Target target, String outerColour) {
        String text = placeholder.spec().format(value);
        String shown = value instanceof FieldValue.Unavailable ? text : placeholder.prefix() + text;
        FormatColor error = FormatColor.ERROR;
        switch (target) {
            case PLAIN_TEXT -> out.append(shown);
            case TERMINAL -> out.append(value.isExceeded() ? error.onTerminal(shown, outerColour) : shown);
            case PANGO -> {
                String escaped = PangoMarkup.escape(DirectionalText.isolateIfRightToLeft(shown));
                out.append(value.isExceeded() ? error.inMarkup(escaped) : escaped);
            }
        }
    }

    private String clean(String text) {
        return multiline ? TextSanitizer.cleanLines(text) : TextSanitizer.clean(text);
    }

    /** Each block must be well-formed by itself because it can be left out. */
    private static boolean isWellFormed(List<Part> parts) {
        StringBuilder level = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Literal(String text)) {
                level.append(TextSanitizer.cleanLines(text));
            } else {
                level.append(PangoMarkup.UNKNOWN_TEXT);
            }
            if (!isWellFormed(part.inner())) {
                return false;
            }
        }
        return PangoMarkup.isWellFormed(level.toString());
    }

    private void collectFields(List<Part> parts) {
        for (Part part : parts) {
            switch (part) {
                case Part.Placeholder placeholder -> {
                    fields.add(placeholder.field());
                    if (!placeholder.spec().isInOneUnit()) {
                        preciseFields.add(placeholder.field());
                    }
                }
                case Part.Conditional(Field field, List<Part> _) -> fields.add(field);
                case Part.Literal _, Part.Coloured _ -> {}
            }
            collectFields(part.inner());
        }
    }

    private static boolean isAllConditional(List<Part> parts) {
        for (Part part : parts) {
            boolean conditional =
                    switch (part) {
                        case Part.Literal(String text) -> text.isBlank();
                        case Part.Placeholder _ -> false;
                        case Part.Conditional _ -> true;
                        case Part.Coloured(FormatColor _, List<Part> inner) -> isAllConditional(inner);
                    };
            if (!conditional) {
                return false;
            }
        }
        return true;
    }
}
