package dev.llmbridge.posix;

/**
 * SIGHUP, which asks a daemon to read its configuration again. The Java runtime and Quarkus would end the process
 * instead. In the native executable, the signal is blocked from the very start; on a JVM, it ends a process that is
 * still starting.
 */
public final class HangupSignal {
    /** Keeps the signal pending until a program that this thread executes handles it. */
    public static void block(Libc libc) {
        libc.block(Signals.HUP);
    }

    /**
     * Runs an action for each signal from now on, and for one that is pending. Must be called on the main thread.
     *
     * @param action runs on a thread of its own
     */
    public static void handle(Libc libc, Runnable action) {
        // While the signal is ignored, this only replaces the runtime's own handler in Java's table. Without that, the
        // second call would unblock a pending signal for the runtime's handler, which ends the process.
        register(action);
        libc.restoreDefault(Signals.HUP);
        register(action);
        libc.unblock(Signals.HUP);
    }

    private static void register(Runnable action) {
        if (!JavaSignal.handle("HUP", action)) {
            throw new IllegalStateException("no handler for SIGHUP");
        }
    }

    private HangupSignal() {}
}
