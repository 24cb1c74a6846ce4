package dev.llmbridge.demo;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Stops the demo's processes and removes its files and sessions when the demo ends, normally or by a signal, in reverse
 * order of their creation.
 */
final class Cleanup implements AutoCloseable {
    private static final long EXIT_TIMEOUT_MILLIS = 2_000;
    private static final int INTERRUPTED = 130;

    private final Deque<CleanupAction> actions = new ArrayDeque<>();
    private boolean closed;

    Cleanup() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "demo-end"));
    }

    /** Stops or removes one thing that the demo created. */
    @FunctionalInterface
    interface CleanupAction {
        void run() throws IOException, InterruptedException;
    }

    /**
     * Registers an action to be run when the demo ends.
     *
     * @throws IOException if the demo has already ended; in that case, the action is not registered
     */
    synchronized void atEnd(CleanupAction action) throws IOException {
        ensureOpen();
        actions.push(action);
    }

    /** Starts a process that is stopped when the demo ends. */
    synchronized Process start(ProcessBuilder builder) throws IOException {
        ensureOpen();
        Process process = builder.start();
        actions.push(() -> stop(process));
        return process;
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(EXIT_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private void ensureOpen() throws IOException {
        if (closed) {
            throw new IOException("the demo has ended");
        }
    }

    /** Halts while holding the lock of {@link #close}, so that an interrupted demo does nothing more. */
    private synchronized void interrupted() {
        if (!closed) {
            close();
            Runtime.getRuntime().halt(INTERRUPTED);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!actions.isEmpty()) {
            try {
                actions.pop().run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                System.err.println("waybar-llm-bridge: cannot clean up after the demo: " + e.getMessage());
            }
        }
    }
}
