package dev.llmbridge.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A thread that reads the state file and the session files again and again, and expects complete JSON each time. */
final class FileReaders implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Home home;
    private final CompletableFuture<Void> reading;

    FileReaders(Home home) {
        this.home = home;
        this.reading = CompletableFuture.runAsync(this::run, Thread.ofPlatform()::start);
    }

    private void run() {
        while (!closed.get()) {
            read(home.stateFile());
            try (DirectoryStream<Path> files = Files.newDirectoryStream(home.sessions(), "[!.]*.json")) {
                files.forEach(this::read);
            } catch (IOException e) {
                // The first daemon has not created the directory yet.
            }
        }
    }

    private void read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (!json.readTree(bytes).isObject()) {
                failures.add(file + " is not an object");
            }
            reads.incrementAndGet();
        } catch (NoSuchFileException e) {
            // No daemon has written it yet.
        } catch (IOException e) {
            failures.add(file + ": " + e);
        }
    }

    long reads() {
        return reads.get();
    }

    Queue<String> failures() {
        return failures;
    }

    @Override
    public void close() {
        closed.set(true);
        reading.join();
    }
}
