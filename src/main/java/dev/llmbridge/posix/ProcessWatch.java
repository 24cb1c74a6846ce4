package dev.llmbridge.posix;

import java.util.OptionalInt;

/** Another process, whose end is noticed by poll. Where the kernel tells no ends (before 5.3), it seems to live on. */
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
        // Whoever else it is by then has adopted us.
        return new ProcessWatch(libc, OptionalInt.of(pid), descriptor, libc.getppid() != pid);
    }

    /** A process by its pid; without one, a process that has ended. */
    public static ProcessWatch of(Libc libc, OptionalInt pid) {
        int descriptor = pid.isPresent() ? libc.openProcess(pid.getAsInt()) : -Errno.ESRCH;
        return new ProcessWatch(libc, pid, descriptor, descriptor == -Errno.ESRCH);
    }

    /** Its pid; empty when it has ended. */
    public OptionalInt pid() {
        return ended ? OptionalInt.empty() : pid;
    }

    /** What to poll for reading; negative where its end cannot be noticed. */
    public int descriptor() {
        return ended ? -1 : descriptor;
    }

    /** Takes note that the descriptor could be read. */
    public void end() {
        ended = true;
    }

    /** Whether its end has come. */
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
