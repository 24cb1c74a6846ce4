package dev.llmbridge.session;

/**
 * The process behind a session, so told that a later process with the same pid is not taken for it.
 *
 * @param pid the client's process id, above 0
 * @param startTime clock ticks since boot (field 22 of /proc/PID/stat); 0 where it was not seen alive
 */
public record ClientProcess(int pid, long startTime) {
    public ClientProcess {
        if (pid <= 0) {
            throw new IllegalArgumentException("not a pid: " + pid);
        }
    }

    /** A process that was never seen alive (another PID namespace) is no witness of anything. */
    public boolean isKnownAlive() {
        return startTime > 0;
    }
}
