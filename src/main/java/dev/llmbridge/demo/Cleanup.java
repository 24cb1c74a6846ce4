package dev.llmbridge.demo;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Removes the demo's processes, files and sessions when it ends, by itself or by a signal, in reverse order of their
 * creation.
 */
final class Cleanup implements AutoCloseable {
    private static final long EXIT_TIMEOUT_MILLIS = 2_000;
    private static final int INTERRUPTED = 130;

    private final Deque<Undo> undos = new ArrayDeque<>();
    private boolean closed;

    Cleanup() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "demo-end"));
    }

    /** Undoes one action. */
    @FunctionalInterface
    interface Undo {
        void run() throws IOException, InterruptedException;
    }

    private record ProcessEnd(Process process) implements Undo {
        @Override
        public void run() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(EXIT_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** @throws IOException if the demo is over; {@code undo} is not recorded then */
    synchronized void atEnd(Undo undo) throws IOException {
        ensureOpen();
        undos.push(undo);
    }

    /** Starts a process that is stopped when the demo ends. */
    synchronized Process start(ProcessBuilder builder) throws IOException {
        ensureOpen();
        undos.removeIf(undo -> undo instanceof ProcessEnd(Process earlier) && !earlier.isAlive());
        Process process = builder.start();
        undos.push(new ProcessEnd(process));
        return process;
    }

    private void ensureOpen() throws IOException {
        if (closed) {
            throw new IOException("the demo is over");
        }
    }

    /** Halts while holding the lock of {@link #close}, so that an interrupted demo prints and does nothing more. */
    private synchronized void interrupted() {
        if (!closed) {
            close();
            Runtime.getRuntime().halt(INTERRUPTED);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!undos.isEmpty()) {
            try {
                undos.pop().run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                System.err.println("waybar-llm-bridge: the demo could not clean up: " + e.getMessage());
            }
        }
    }
}
