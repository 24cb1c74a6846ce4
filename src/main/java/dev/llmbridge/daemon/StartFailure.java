package dev.llmbridge.daemon;

/** Why the daemon did not start, in one line for the user. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1;

    StartFailure(String message) {
        super(message);
    }

    StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
