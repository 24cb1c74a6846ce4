package dev.llmbridge.daemon;

import dev.llmbridge.session.Timestamp;

/** What is to be done by the clock, on the loop's thread. */
interface PeriodicTask {
    void perform(Timestamp now);
}
