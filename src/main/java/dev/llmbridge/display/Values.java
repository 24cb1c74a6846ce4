package dev.llmbridge.display;

/** What the placeholders of a format stand for. */
@FunctionalInterface
interface Values {
    /** Unescaped. */
    Datum of(Field field);
}
