package dev.llmbridge.store;

/** A lock that this process holds on a file, until it is closed or the process ends. */
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
