package dev.llmbridge.daemon;

/** Why the daemon did not start, in one line for the user. */
public final class DaemonStartException extends Exception {
    private static final long serialVersionUID = 1;

    DaemonStartException(String message) {
        super(message);
    }

    DaemonStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
