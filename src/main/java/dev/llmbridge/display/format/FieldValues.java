package dev.llmbridge.display.format;

/** What the placeholders of a format stand for. */
@FunctionalInterface
public interface FieldValues {
    /** Unescaped. */
    FieldValue of(Field field);
}
