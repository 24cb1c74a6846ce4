package dev.llmbridge.demo;

/** What kept the demo from going on, in one line. */
public final class DemoFailure extends Exception {
    private static final long serialVersionUID = 1;

    DemoFailure(String reason) {
        super(reason);
    }

    DemoFailure(String reason, Exception cause) {
        super(reason + ": " + cause.getMessage(), cause);
    }
}
