package dev.llmbridge.doctor;

/** One check of the installation. */
interface Check {
    /** Returns what is checked, in a word or two. */
    String subject();

    Finding run();
}
