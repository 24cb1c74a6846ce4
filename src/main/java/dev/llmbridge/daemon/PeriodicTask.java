package dev.llmbridge.daemon;

import dev.llmbridge.session.Moment;

/** What is to be done by the clock, on the loop's thread. */
interface PeriodicTask {
    void perform(Moment now);
}
