package dev.llmbridge.client;

/** The form in which {@code status} tells what the bar shows. */
public enum StatusFormat {
    /** Waybar's JSON on one line. */
    BAR,
    /** The text alone, without markup: {@code --plain}. */
    PLAIN,
    /** All that is known, of every session: {@code --json}. */
    WHOLE
}
