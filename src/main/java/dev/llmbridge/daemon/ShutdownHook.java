package dev.llmbridge.daemon;

import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The orderly end after SIGTERM or SIGINT: what is pending is published, the socket removed, exit code 0. A JVM would
 * say 143, which service managers take for a failure.
 */
@Singleton
final class ShutdownHook {
    private static final Logger LOG = Logger.getLogger(ShutdownHook.class);
    private static final long PATIENCE_MILLIS = 800;

    private final CountDownLatch released = new CountDownLatch(1);

    /** From now on, the loop is stopped before the process ends. */
    void stops(EventLoop loop) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(loop), "shutdown"));
    }

    /** Called when the daemon has released everything. */
    void released() {
        released.countDown();
    }

    private void stop(EventLoop loop) {
        if (loop.lostSocket()) {
            return;
        }
        try {
            loop.put(new LoopEvent.Stop());
            boolean orderly = released.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            LOG.info(orderly ? "stopped" : "stopped before everything was published");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }
}
