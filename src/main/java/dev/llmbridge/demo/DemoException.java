package dev.llmbridge.demo;

/** What kept the demo from going on, in one line. */
public final class DemoException extends Exception {
    private static final long serialVersionUID = 1;

    DemoException(String reason) {
        super(reason);
    }

    DemoException(String reason, Exception cause) {
        super(reason + ": " + cause.getMessage(), cause);
    }
}
