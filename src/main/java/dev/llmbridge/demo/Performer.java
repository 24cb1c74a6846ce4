package dev.llmbridge.demo;

import java.io.IOException;

/** Plays one step after the other. */
interface Performer {
    /** @throws DemoException where the bar does not show what it should in time */
    Outcome play(Step step) throws DemoException, IOException, InterruptedException;

    /** Waits until nothing of the last step can come any more. */
    void settle() throws InterruptedException;
}
