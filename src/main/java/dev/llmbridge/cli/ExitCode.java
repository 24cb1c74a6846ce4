package dev.llmbridge.cli;

/** Exit codes of the verbs. Never 2: from a hook, Claude Code treats 2 as a request to block the current action. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 64;

    private ExitCode() {}
}
