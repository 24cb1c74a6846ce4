package dev.llmbridge.it;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A running {@code status --follow} whose lines are read through a pipe as they are printed. */
final class Follower implements AutoCloseable {
    private final Process process;
    private final Path errors;
    private final InputStream output;
    private final List<Line> lines = new CopyOnWriteArrayList<>();

    /** A line, and when it was read, in nanoseconds of CLOCK_MONOTONIC. */
    record Line(long at, String text) {}

    private Follower(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        output = process.getInputStream();
    }

    /** Starts {@code status --follow} with further options and waits for the first line. */
    static Follower start(Program program, Home home, String... options) {
        Follower follower = start(home, command(program, options));
        follower.awaitLine(_ -> true);
        return follower;
    }

    /** Starts a command and reads its output. */
    static Follower start(Home home, List<String> command) {
        Follower follower = unread(home, command);
        follower.startReading();
        return follower;
    }

    /** Starts a command without reading its output yet. */
    static Follower unread(Home home, List<String> command) {
        Path errors = home.newOutput();
        ProcessBuilder builder = new ProcessBuilder(home.asUser(command))
                .directory(home.current().toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(home.environment());
        try {
            return new Follower(builder.start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> command(Program program, String... options) {
        List<String> words = new ArrayList<>(program.command());
        words.addAll(List.of("status", "--follow"));
        words.addAll(List.of(options));
        return words;
    }

    void startReading() {
        Thread.ofVirtual().start(() -> {
            try (var reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
                String line;
                while ((line = reader.readLine()) != null) {
                    lines.add(new Line(System.nanoTime(), line));
                }
            } catch (IOException e) {
                // The test has stopped reading.
            }
        });
    }

    String errors() {
        return SampleFiles.text(errors);
    }

    List<String> lines() {
        return lines.stream().map(Line::text).toList();
    }

    String last() {
        return lines.getLast().text();
    }

    /** Waits until the newest line matches. */
    Line awaitLine(Predicate<String> matches) {
        await("a line of " + process.pid())
                .pollInterval(Duration.ofMillis(2))
                .failFast(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("ended with " + process.exitValue() + " after " + lines);
                    }
                })
                .until(() -> !lines.isEmpty() && matches.test(last()));
        return lines.getLast();
    }

    Line awaitText(String text) {
        return awaitLine(line -> line.contains(text));
    }

    Process process() {
        return process;
    }

    long pid() {
        return process.pid();
    }

    void awaitExit() {
        await("the end of the follower").until(() -> !process.isAlive());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
