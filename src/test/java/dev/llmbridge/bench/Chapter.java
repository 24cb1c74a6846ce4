package dev.llmbridge.bench;

/** One part of the page. */
interface Chapter {
    /** Of its part on the page. */
    String name();

    /** Measures, and tells the result as Markdown. */
    String measure(Rig rig);
}
