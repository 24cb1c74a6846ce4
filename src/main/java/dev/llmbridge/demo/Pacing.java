package dev.llmbridge.demo;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** When the next step may begin. */
public sealed interface Pacing {
    /** Waits for it; {@code since} is {@link System#nanoTime} at the beginning of the last step. */
    void await(long since) throws InterruptedException, IOException;

    /** A step takes so long at least. */
    record Steady(Duration step) implements Pacing {
        @Override
        public void await(long since) throws InterruptedException {
            Thread.sleep(Duration.ofNanos(Math.max(0, since + step.toNanos() - System.nanoTime())));
        }
    }

    /**
     * The viewer presses Enter; the end of their input lets the rest go by itself.
     *
     * @param terminal whether {@code in} is one, which shows what is pressed
     */
    record OnEnter(InputStream in, boolean terminal) implements Pacing {
        @Override
        public void await(long since) throws IOException {
            if (terminal) {
                // What was pressed before the question is no answer to it.
                in.skip(in.available());
            }
            int read;
            do {
                read = in.read();
            } while (read >= 0 && read != '\n');
        }
    }
}
