package dev.llmbridge.setup.program;

/** Thrown if this process does not run a packaged program, so that the command that starts it is unknown. */
public final class UnknownProgramException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownProgramException(String message) {
        super(message);
    }
}
