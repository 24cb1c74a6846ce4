package dev.llmbridge.it;

import dev.llmbridge.TestTimeout;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process to start: its command line, its complete environment and its standard input. */
final class Call {
    private final Home home;
    private final List<String> command;
    private final Map<String, String> environment;
    private Input input = new Input.Bytes(new byte[0]);
    private boolean asUser = true;
    private boolean inDeletedDirectory;

    /** What standard input is connected to. */
    private sealed interface Input {
        record Bytes(byte[] content) implements Input {}

        /** A pipe that is neither written to nor closed. */
        record OpenPipe() implements Input {}

        /** A device or a file. */
        record Opened(Path path) implements Input {}

        /** No descriptor 0 at all. */
        record Closed() implements Input {}
    }

    Call(Home home, List<String> command) {
        this.home = home;
        this.command = List.copyOf(command);
        this.environment = new HashMap<>(home.environment());
    }

    Call with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    Call without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** Selects the user who runs the tests, even if the home belongs to another user. */
    Call asTestUser() {
        asUser = false;
        return this;
    }

    Call input(String text) {
        return input(text.getBytes(StandardCharsets.UTF_8));
    }

    Call input(byte[] bytes) {
        input = new Input.Bytes(bytes);
        return this;
    }

    Call inputFrom(Path file) {
        input = new Input.Opened(file);
        return this;
    }

    Call openInput() {
        input = new Input.OpenPipe();
        return this;
    }

    Call closedInput() {
        input = new Input.Closed();
        return this;
    }

    /** Starts the process in a directory that has been deleted. */
    Call inDeletedDirectory() {
        inDeletedDirectory = true;
        return this;
    }

    /** Runs the process and waits for it to exit. */
    Result run() {
        return start().waitForExit();
    }

    Running start() {
        File out = home.newOutput().toFile();
        File err = home.newOutput().toFile();
        ProcessBuilder builder = new ProcessBuilder(asUser ? home.asUser(commandLine()) : commandLine())
                .directory(home.current().toFile())
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().clear();
        builder.environment().putAll(environment);
        if (input instanceof Input.Opened(Path path)) {
            builder.redirectInput(Redirect.from(path.toFile()));
        }
        try {
            long start = System.nanoTime();
            Process process = builder.start();
            feed(process);
            return new Running(process, start, out.toPath(), err.toPath(), String.join(" ", command));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> commandLine() {
        String directory = inDeletedDirectory ? "cd \"$(mktemp -d)\" && rmdir \"$PWD\" && " : "";
        return switch (input) {
            case Input.Closed() -> inShell(directory + "exec \"$@\" <&-");
            case Input.Bytes _, Input.OpenPipe _, Input.Opened _ ->
                inDeletedDirectory ? inShell(directory + "exec \"$@\"") : command;
        };
    }

    private List<String> inShell(String script) {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        line.addAll(command);
        return line;
    }

    private void feed(Process process) {
        switch (input) {
            case Input.Bytes(byte[] content) when content.length <= 4096 -> write(process, content);
            // Writing more than a pipe holds blocks until the process reads, which it may never do.
            case Input.Bytes(byte[] content) -> Thread.startVirtualThread(() -> write(process, content));
            case Input.OpenPipe _, Input.Opened _, Input.Closed _ -> {}
        }
    }

    private static void write(Process process, byte[] content) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(content);
        } catch (IOException _) {
            // A process may exit or close its standard input without reading all of it.
        }
    }

    /** A started process. */
    record Running(Process process, long start, Path outFile, Path errFile, String what) {
        Result waitForExit() {
            return waitForExit(TestTimeout.TIMEOUT);
        }

        Result waitForExit(Duration timeout) {
            try {
                if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError("still running after " + timeout + ": " + what + "\n" + err());
                }
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                return new Result(process.exitValue(), out(), err(), took);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** @throws AssertionError if the process has exited; the message contains its result */
        void assertRunning() {
            if (!process.isAlive()) {
                throw new AssertionError("ended: " + what + "\n" + waitForExit());
            }
        }

        String out() {
            return read(outFile);
        }

        String err() {
            return read(errFile);
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The result of a process: its exit code (128 + N if signal N killed it), its output, and how long it ran. */
    record Result(int exit, String out, String err, Duration took) {}
}
