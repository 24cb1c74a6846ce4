package dev.llmbridge.display.format;

/** What the placeholders of a format stand for. */
@FunctionalInterface
public interface Values {
    /** Unescaped. */
    Datum of(Field field);
}
