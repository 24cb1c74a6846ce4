package dev.llmbridge.daemon;

import java.io.IOException;

/** Thrown if the daemon cannot start or its socket fails; the message gives the reason in one line. */
public final class DaemonStartException extends Exception {
    private static final long serialVersionUID = 1;

    DaemonStartException(String message) {
        super(message);
    }

    /** @param failed what failed; the cause's message gives the reason */
    DaemonStartException(String failed, IOException cause) {
        super(failed + ": " + cause.getMessage(), cause);
    }
}
