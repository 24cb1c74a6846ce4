package dev.llmbridge.setup.claude;

/** A part of a text. */
sealed interface TextRange permits Node, Member {
    int start();

    /** Where the next part may begin. */
    int end();
}
