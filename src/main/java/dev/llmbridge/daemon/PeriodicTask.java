package dev.llmbridge.daemon;

import dev.llmbridge.session.Timestamp;

/** A task that runs at every heartbeat, on the loop's thread. */
interface PeriodicTask {
    void perform(Timestamp now);
}
