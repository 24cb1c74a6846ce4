package dev.llmbridge.setup.json;

/** What counts as JSON. */
public enum JsonDialect {
    /** Only what the specification allows, as in Claude Code. */
    STRICT,

    /**
     * What the library JsonCpp accepts by default, as in Waybar: also comments, a comma after the last child, numbers
     * such as 08, +8 and 8., and any text after the value. A comment may not stand between a name and its colon, in an
     * empty array, or between an array's last comma and its bracket. Two things depend on the version and are accepted
     * here: control characters in strings (Waybar 0.9.17 with JsonCpp 1.9.5) and the escape {@code \x41} (Waybar 0.15,
     * which replaces it before it calls JsonCpp).
     */
    JSONCPP
}
