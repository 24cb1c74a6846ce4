package dev.llmbridge.store;

/** A lock held on a file by this process until it is closed or the process exits. */
public final class FileLock implements AutoCloseable {
    private final Runnable release;

    FileLock(Runnable release) {
        this.release = release;
    }

    @Override
    public void close() {
        release.run();
    }
}
