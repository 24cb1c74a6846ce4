package dev.llmbridge.config;

/** A set of icons for activities and tools. */
public enum IconSet {
    /** Glyphs of Nerd Fonts 3. */
    NERD,
    /** Unicode symbols that common fonts contain. */
    UNICODE,
    /** One ASCII character per icon. */
    ASCII,
    /** No icons. */
    NONE
}
