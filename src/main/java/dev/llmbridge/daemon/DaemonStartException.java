package dev.llmbridge.daemon;

/** The daemon cannot start; the message gives the reason in one line. */
public final class DaemonStartException extends Exception {
    private static final long serialVersionUID = 1;

    DaemonStartException(String message) {
        super(message);
    }

    DaemonStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
