package dev.llmbridge.daemon;

import dev.llmbridge.posix.IoErrorMessage;
import java.io.IOException;

/** Thrown if the daemon cannot start or its socket fails; the message gives the reason in one line. */
public final class DaemonException extends Exception {
    private static final long serialVersionUID = 1;

    DaemonException(String message) {
        super(message);
    }

    /** @param failed what failed; the cause gives the reason */
    DaemonException(String failed, IOException cause) {
        super(failed + ": " + IoErrorMessage.withFile(cause), cause);
    }
}
