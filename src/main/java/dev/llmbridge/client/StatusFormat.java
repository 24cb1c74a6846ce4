package dev.llmbridge.client;

/** The output format of {@code status}. */
public enum StatusFormat {
    /** The JSON that Waybar reads, on one line. */
    BAR,
    /** The bar's text without markup: {@code --plain}. */
    PLAIN,
    /** The full state of all sessions: {@code --json}. */
    JSON
}
