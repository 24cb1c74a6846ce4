package dev.llmbridge.cli;

/** What a verb tells the shell. Never 2: Claude Code takes that for an order to block what it is about to do. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 64;

    private ExitCode() {}
}
