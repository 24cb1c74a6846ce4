package dev.llmbridge.demo;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * What must not outlive the demo: processes, files, sessions. However the demo ends, by itself or by a signal, all of it
 * is undone, the last first.
 */
final class Cleanup implements AutoCloseable {
    private static final long END_MILLIS = 2_000;
    private static final int INTERRUPTED = 130;

    private final Deque<Undo> undos = new ArrayDeque<>();
    private boolean closed;

    Cleanup() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "demo-end"));
    }

    /** Takes something back. */
    @FunctionalInterface
    interface Undo {
        void run() throws IOException, InterruptedException;
    }

    private record ProcessEnd(Process process) implements Undo {
        @Override
        public void run() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** @throws IOException where the demo is over; then {@code undo} is not kept */
    synchronized void atEnd(Undo undo) throws IOException {
        ensureOpen();
        undos.push(undo);
    }

    /** Starts a process that ends with the demo. */
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

    /** Keeps the lock that {@link #close} wants, so that nothing else is said or done in an interrupted demo. */
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
                System.err.println("waybar-llm-bridge: the demo leaves something behind: " + e.getMessage());
            }
        }
    }
}
