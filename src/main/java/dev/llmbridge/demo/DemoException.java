package dev.llmbridge.demo;

/** Thrown if the demo cannot continue; the message is one line. */
public final class DemoException extends Exception {
    private static final long serialVersionUID = 1;

    DemoException(String reason) {
        super(reason);
    }

    DemoException(String reason, Exception cause) {
        super(reason + ": " + cause.getMessage(), cause);
    }
}
