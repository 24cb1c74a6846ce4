package dev.llmbridge.setup.systemd;

/** Thrown if the units cannot be changed; the message gives the reason in one line for the user. */
public final class ServiceSetupException extends Exception {
    private static final long serialVersionUID = 1;

    ServiceSetupException(String message) {
        super(message);
    }
}
