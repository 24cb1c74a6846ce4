package dev.llmbridge.session;

/**
 * The client process of a session. The start time distinguishes it from a later process with the same pid.
 *
 * @param pid the client's process id, above 0
 * @param startTime clock ticks since boot (field 22 of /proc/PID/stat); 0 if it was never seen alive
 */
public record ClientProcess(int pid, long startTime) {
    public ClientProcess {
        if (pid <= 0) {
            throw new IllegalArgumentException("not a pid: " + pid);
        }
    }

    /** Returns whether the process was ever seen alive; one in another PID namespace is not visible in /proc. */
    public boolean wasSeenAlive() {
        return startTime > 0;
    }
}
