package dev.llmbridge.daemon;

import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Shuts the daemon down after SIGTERM or SIGINT: pending changes are published, the socket is removed, and the exit
 * code is 0. By default a JVM exits with 143 or 130, which service managers treat as a failure.
 */
@Singleton
final class ShutdownHook {
    private static final Logger LOG = Logger.getLogger(ShutdownHook.class);
    private static final long RELEASE_TIMEOUT_MILLIS = 800;

    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean shuttingDown;

    /** Registers a hook that stops the loop before the process exits. */
    void register(EventLoop loop) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(loop), "shutdown"));
    }

    /** Returns whether the process is about to exit. */
    boolean isShuttingDown() {
        return shuttingDown;
    }

    /** Called when the daemon has closed its socket and released its locks. */
    void resourcesReleased() {
        released.countDown();
    }

    /**
     * Stops the loop and exits with 0. Does nothing if the loop has failed, so that the exit code reports the failure.
     * A loop that was only interrupted has not failed: Quarkus interrupts it when the process is asked to exit,
     * sometimes before this hook runs.
     */
    void stop(EventLoop loop) {
        shuttingDown = true;
        if (loop.hasFailed()) {
            return;
        }
        try {
            loop.queue().offer(new LoopEvent.Stop(), RELEASE_TIMEOUT_MILLIS);
            boolean orderly = released.await(RELEASE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            LOG.info(orderly ? "stopped" : "stopped before everything was published");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }
}
