package dev.llmbridge.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs another program to its end, which is near in any case. */
final class BoundedProcess {
    private static final int MAX_OUTPUT = 256 * 1024;

    private BoundedProcess() {}

    /**
     * What it printed.
     *
     * @param without variables that it does not get
     * @return empty where it could not be started, failed, or took longer than {@code patience}
     */
    static Optional<String> run(List<String> command, byte[] input, Set<String> without, Duration patience) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
        builder.environment().keySet().removeAll(without);
        try {
            Process process = builder.start();
            try {
                CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
                feed(process, input);
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                    return Optional.empty();
                }
                return Optional.of(output.get(patience.toMillis(), TimeUnit.MILLISECONDS));
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

    private static void feed(Process process, byte[] input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException e) {
            // It did not want it.
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
