package dev.llmbridge.demo;

import dev.llmbridge.store.StateFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.BlockingQueue;

/** Threads that tell what became visible, as it does: one sees the state file, one hears the bar. */
final class Observers implements AutoCloseable {
    private final BlockingQueue<Observation> sightings;
    private final WatchService watch;

    private Observers(BlockingQueue<Observation> sightings, WatchService watch) {
        this.sightings = sightings;
        this.watch = watch;
    }

    /** Sees each replacement of {@code stateFile} from now on. */
    static Observers of(Path stateFile, BlockingQueue<Observation> sightings) throws IOException {
        WatchService watch = stateFile.getFileSystem().newWatchService();
        stateFile.getParent().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
        Observers observers = new Observers(sightings, watch);
        observers.start("file", () -> observers.watch(stateFile));
        return observers;
    }

    void hear(BufferedReader bar) {
        start("bar", () -> read(bar));
    }

    private void start(String name, Runnable task) {
        Thread.ofPlatform().name("demo-" + name).daemon().start(task);
    }

    private void watch(Path stateFile) {
        StateFile file = new StateFile(stateFile);
        try {
            while (true) {
                WatchKey key = watch.take();
                long at = System.nanoTime();
                for (WatchEvent<?> event : key.pollEvents()) {
                    if (stateFile.getFileName().equals(event.context())) {
                        file.read().ifPresent(line -> sightings.add(new Observation.StateFileSeen(at, line)));
                    }
                }
                key.reset();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // The demo is over.
        }
    }

    private void read(BufferedReader bar) {
        try {
            String line;
            while ((line = bar.readLine()) != null) {
                sightings.add(new Observation.SignalSeen(System.nanoTime(), line));
            }
        } catch (IOException e) {
            // The bar was ended.
        }
    }

    @Override
    public void close() throws IOException {
        watch.close();
    }
}
