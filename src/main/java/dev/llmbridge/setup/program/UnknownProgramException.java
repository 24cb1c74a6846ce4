package dev.llmbridge.setup.program;

/** This process does not run a packaged program, so there is no command that starts it. */
public final class UnknownProgramException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownProgramException(String message) {
        super(message);
    }
}
