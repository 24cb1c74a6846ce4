package dev.llmbridge.doctor;

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
final class BoundedProcess {
    private static final int MAX_OUTPUT = 256 * 1024;

    private BoundedProcess() {}

    /**
     * Runs a program and returns its standard output.
     *
     * @param removedVariables environment variables that the program does not inherit
     * @return at most 256 KiB of output; empty if the program could not be started, failed, or took longer than
     *     {@code timeout}
     */
    static Optional<String> run(List<String> command, byte[] input, Set<String> removedVariables, Duration timeout) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(removedVariables);
        try {
            Process process = builder.start();
            try {
                // Not redirected to /dev/null, which need not exist.
                Thread.ofPlatform().daemon().start(() -> drain(process.getErrorStream()));
                CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
                writeInput(process, input);
                if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                    return Optional.empty();
                }
                return Optional.of(output.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
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

    private static void drain(InputStream stream) {
        try {
            stream.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The program has ended.
        }
    }

    private static String read(InputStream stream) {
        try {
            return new String(stream.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
