package dev.llmbridge.doctor;

/** Looks at one thing. */
interface Check {
    /** What it looks at, in a word or two. */
    String subject();

    Finding run();
}
