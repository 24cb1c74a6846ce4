package dev.llmbridge.setup.program;

/** This process does not run what was packaged, so nobody could be told how to start it. */
public final class UnknownProgramException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownProgramException(String message) {
        super(message);
    }
}
