package dev.llmbridge.display.format;

import java.util.List;

/** A piece of a format. */
sealed interface FormatPart {
    /** Stands for itself. */
    record Literal(String text) implements FormatPart {}

    record Placeholder(Field field, FormatSpec spec) implements FormatPart {}

    /** Shown only where the field tells something. */
    record Conditional(Field field, List<FormatPart> parts) implements FormatPart {}

    record Coloured(FormatColor hue, List<FormatPart> parts) implements FormatPart {}
}
