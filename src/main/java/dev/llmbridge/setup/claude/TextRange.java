package dev.llmbridge.setup.claude;

/** A range of a text, in UTF-16 code units. */
sealed interface TextRange permits Node, Member {
    /** Returns the offset of the first character. */
    int start();

    /** Returns the offset after the last character. */
    int end();
}
