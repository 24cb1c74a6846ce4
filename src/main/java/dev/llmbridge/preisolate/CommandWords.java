package dev.llmbridge.preisolate;

/**
 * The verbs and options of the invocations that are answered before Quarkus starts. They are compile-time constants,
 * because the first tier cannot read other static fields.
 */
public final class CommandWords {
    public static final String EVENT = "event";
    public static final String STATUS_LINE = "statusline";
    public static final String STATUS = "status";
    public static final String DAEMON = "daemon";
    public static final String FOLLOW = "--follow";
    public static final String WATCH = "--watch";
    public static final String HELP = "--help";
    public static final String SHORT_HELP = "-h";
    public static final String VERSION = "--version";
    public static final String SHORT_VERSION = "-V";
    public static final String TYPE = "--type";
    public static final String TOOL = "--tool";
    public static final String SESSION_ID = "--session-id";
    public static final String SHELL = "--shell";
    public static final String END_OF_OPTIONS = "--";
    public static final String SHELL_PROGRAM = "/bin/sh";
    public static final String SHELL_STRING = "-c";

    private CommandWords() {}
}
