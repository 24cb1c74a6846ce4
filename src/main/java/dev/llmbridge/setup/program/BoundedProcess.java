package dev.llmbridge.setup.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs another program and stops it when a timeout expires. */
public final class BoundedProcess {
    private static final int MAX_OUTPUT = 256 * 1024;

    private BoundedProcess() {}

    /**
     * What a program did before it exited by itself.
     *
     * @param output at most 256 KiB of its standard output
     * @param error at most 256 KiB of its standard error
     */
    public record ProcessResult(int exitCode, String output, String error) {}

    /**
     * Runs a program and returns its standard output.
     *
     * @param removedVariables environment variables that the program does not inherit
     * @return at most 256 KiB of output; empty if the program could not be started, failed, or took longer than
     *     {@code timeout}
     */
    public static Optional<String> run(
            List<String> command, byte[] input, Set<String> removedVariables, Duration timeout) {
        return result(command, input, removedVariables, timeout)
                .filter(result -> result.exitCode() == 0)
                .map(ProcessResult::output);
    }

    /**
     * Runs a program and returns its exit code and output.
     *
     * @param removedVariables environment variables that the program does not inherit
     * @return empty if the program could not be started or took longer than {@code timeout}
     */
    public static Optional<ProcessResult> result(
            List<String> command, byte[] input, Set<String> removedVariables, Duration timeout) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(removedVariables);
        try {
            Process process = builder.start();
            try {
                // Neither is redirected to /dev/null, which need not exist.
                CompletableFuture<String> error = reading(process.getErrorStream());
                CompletableFuture<String> output = reading(process.getInputStream());
                writeInput(process, input);
                if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                    return Optional.empty();
                }
                return Optional.of(new ProcessResult(
                        process.exitValue(),
                        output.get(timeout.toMillis(), TimeUnit.MILLISECONDS),
                        error.get(timeout.toMillis(), TimeUnit.MILLISECONDS)));
            } finally {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException | ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    private static void writeInput(Process process, byte[] input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException e) {
            // The program did not read its input.
        }
    }

    /** Reads in a thread of its own, because the shared pool may have a single thread, and both streams must be read. */
    private static CompletableFuture<String> reading(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> read(stream), task -> Thread.ofPlatform().daemon().start(task));
    }

    /** Reads to the end, so that the program can always write, but keeps only the beginning. */
    private static String read(InputStream stream) {
        try {
            byte[] beginning = stream.readNBytes(MAX_OUTPUT);
            stream.transferTo(OutputStream.nullOutputStream());
            return new String(beginning, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
