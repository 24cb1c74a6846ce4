package dev.llmbridge.demo;

import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.store.StateFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;

/** Threads that queue observations: one watches the state file, one reads what the bar prints. */
final class Observers implements AutoCloseable {
    private final BlockingQueue<Observation> observations;
    private final WatchService watch;

    /** A visible change. */
    sealed interface Observation {
        /** When the line was read, in ns of {@link System#nanoTime}; later than the event that the line shows. */
        long at();

        /** The line in the state file. */
        String line();

        /** The state file was replaced. */
        record StateFileSeen(long at, String line) implements Observation {}

        /** The bar was signalled and has read the file. */
        record SignalSeen(long at, String line) implements Observation {}
    }

    private Observers(BlockingQueue<Observation> observations, WatchService watch) {
        this.observations = observations;
        this.watch = watch;
    }

    /** Starts observing each replacement of {@code stateFile}. */
    static Observers of(Path stateFile, BlockingQueue<Observation> observations) throws IOException {
        WatchService watch = stateFile.getFileSystem().newWatchService();
        Path directory = Objects.requireNonNull(stateFile.getParent());
        directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
        Observers observers = new Observers(observations, watch);
        observers.start("file", () -> observers.watch(stateFile, directory));
        return observers;
    }

    void readFrom(BufferedReader bar) {
        start("bar", () -> read(bar));
    }

    private void start(String name, Runnable task) {
        Thread.ofPlatform().name("demo-" + name).daemon().start(task);
    }

    private void watch(Path stateFile, Path directory) {
        StateFile file = new StateFile(stateFile, TrustedFiles.of(Libc.current(), directory));
        try {
            while (true) {
                WatchKey key = watch.take();
                for (WatchEvent<?> event : key.pollEvents()) {
                    if (stateFile.getFileName().equals(event.context())) {
                        file.read()
                                .ifPresent(line ->
                                        observations.add(new Observation.StateFileSeen(System.nanoTime(), line)));
                    }
                }
                key.reset();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // The demo has ended.
        }
    }

    private void read(BufferedReader bar) {
        try {
            String line;
            while ((line = bar.readLine()) != null) {
                observations.add(new Observation.SignalSeen(System.nanoTime(), line));
            }
        } catch (IOException e) {
            // The bar has exited.
        }
    }

    @Override
    public void close() throws IOException {
        watch.close();
    }
}
