package dev.llmbridge.config;

/** A set of glyphs for activities and tools. */
public enum IconSet {
    /** Of Nerd Fonts 3. */
    NERD,
    /** Symbols that ordinary fonts have. */
    UNICODE,
    /** One character of ASCII each. */
    ASCII,
    /** No glyphs. */
    NONE
}
