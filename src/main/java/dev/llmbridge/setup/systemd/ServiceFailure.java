package dev.llmbridge.setup.systemd;

/** Why the units were left as they are, in one line for the user. */
public final class ServiceFailure extends Exception {
    private static final long serialVersionUID = 1;

    ServiceFailure(String message) {
        super(message);
    }

    ServiceFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
