package dev.llmbridge.demo;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Decides when the next step begins. */
public sealed interface Pacing {
    /** Waits for the next step; {@code since} is the {@link System#nanoTime} at which the last step began. */
    void await(long since) throws InterruptedException, IOException;

    /** Each step takes at least this long. */
    record Steady(Duration step) implements Pacing {
        @Override
        public void await(long since) throws InterruptedException {
            Thread.sleep(Duration.ofNanos(Math.max(0, since + step.toNanos() - System.nanoTime())));
        }
    }

    /**
     * Waits for Enter before each step; after the end of the input, steps do not wait.
     *
     * @param terminal whether {@code in} is a terminal, which echoes its input
     */
    record OnEnter(InputStream in, boolean terminal) implements Pacing {
        @Override
        public void await(long since) throws IOException {
            if (terminal) {
                // Input from before the prompt does not answer it.
                in.skip(in.available());
            }
            int read;
            do {
                read = in.read();
            } while (read >= 0 && read != '\n');
        }
    }
}
