package dev.llmbridge.posix;

import java.util.OptionalInt;

/**
 * Watches for the end of another process with poll. On kernels without pidfd_open (before 5.3), the process never
 * appears to end.
 */
public final class ProcessWatch implements AutoCloseable {
    private final Libc libc;
    private final OptionalInt pid;
    private final int descriptor;
    private boolean ended;

    private ProcessWatch(Libc libc, OptionalInt pid, int descriptor, boolean ended) {
        this.libc = libc;
        this.pid = pid;
        this.descriptor = descriptor;
        this.ended = ended;
    }

    /** The process that started this one. */
    public static ProcessWatch parent(Libc libc) {
        int pid = libc.getppid();
        int descriptor = libc.openProcess(pid);
        // If getppid() has changed, the parent has ended, and its pid may belong to another process.
        return new ProcessWatch(libc, OptionalInt.of(pid), descriptor, libc.getppid() != pid);
    }

    /** The process with this pid; without a pid, a process that has ended. */
    public static ProcessWatch of(Libc libc, OptionalInt pid) {
        int descriptor = pid.isPresent() ? libc.openProcess(pid.getAsInt()) : -Errno.ESRCH;
        return new ProcessWatch(libc, pid, descriptor, descriptor == -Errno.ESRCH);
    }

    /** The pid; empty if the process has ended. */
    public OptionalInt pid() {
        return ended ? OptionalInt.empty() : pid;
    }

    /** The descriptor to poll for reading; negative if the process has ended or cannot be watched. */
    public int descriptor() {
        return ended ? -1 : descriptor;
    }

    /** Records that the descriptor became readable. */
    public void markEnded() {
        ended = true;
    }

    /** Whether the process has ended. */
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        if (descriptor >= 0) {
            libc.close(descriptor);
        }
    }
}
