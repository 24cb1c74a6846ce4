package dev.llmbridge.posix;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** A fake libc that reads real files, but has no inotify instance left. The test decides when a wait has timed out. */
public class UnwatchedFiles extends FileLibc {
    /** The timeouts of the waits, in ns; each is added when its wait begins. */
    public final BlockingQueue<Long> waits = new LinkedBlockingQueue<>();

    private final Semaphore timeouts = new Semaphore(0);

    /** Ends the current wait, or the next one. */
    public void timeOut() {
        timeouts.release();
    }

    @Override
    public int inotify() {
        return -Errno.EMFILE;
    }

    @Override
    public int pipe(int[] ends) {
        return -Errno.EMFILE;
    }

    @Override
    public int poll(int[] descriptors, short[] events, short[] revents, long nanos) {
        waits.add(nanos);
        try {
            timeouts.acquire();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -Errno.EINTR;
        }
    }
}
