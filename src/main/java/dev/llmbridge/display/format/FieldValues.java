package dev.llmbridge.display.format;

/** The values of a format's placeholders. */
@FunctionalInterface
public interface FieldValues {
    /** Returns the unescaped value of a field; {@link FieldValue#UNAVAILABLE} if there is none. */
    FieldValue of(Field field);
}
