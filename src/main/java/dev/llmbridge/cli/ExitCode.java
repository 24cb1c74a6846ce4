package dev.llmbridge.cli;

/** Exit codes of the verbs. None is 2, which Claude Code treats as a hook's request to block the current action. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 64;

    private ExitCode() {}
}
