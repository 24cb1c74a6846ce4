package dev.llmbridge.setup;

/** The parts of a setup, named as on the command line, in the order in which they are set up. */
public enum SetupPart {
    /** The daemon, as systemd user units. */
    service,
    /** Claude Code's hooks and status line. */
    hooks,
    /** The module and the style in Waybar's configuration. */
    waybar
}
