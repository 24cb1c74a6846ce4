package dev.llmbridge.display.format;

import java.util.List;

/** A node of a parsed format. */
sealed interface FormatPart {
    record Literal(String text) implements FormatPart {}

    record Placeholder(Field field, FormatSpec spec) implements FormatPart {}

    /** A block that is shown only if its field {@linkplain FieldValue#isNonEmpty is non-empty}. */
    record Conditional(Field field, List<FormatPart> parts) implements FormatPart {}

    record Coloured(FormatColor colour, List<FormatPart> parts) implements FormatPart {}
}
