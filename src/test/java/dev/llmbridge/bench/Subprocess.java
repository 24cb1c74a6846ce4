package dev.llmbridge.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs processes with only the given environment variables. The processes inherit standard error. */
final class Subprocess {
    private static final File DEV_NULL = new File("/dev/null");

    static Process start(Map<String, String> environment, List<String> command) {
        var builder =
                new ProcessBuilder(command).redirectInput(DEV_NULL).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command and returns its output. Fails if the command fails. */
    static String run(List<String> command) {
        return outputOf(start(Map.of(), command), command.getFirst());
    }

    /** Waits for a process to exit and returns its output. Fails if the process fails. */
    static String outputOf(Process process, String name) {
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException(name + " exited with " + exit + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " ran", e);
        }
    }

    private Subprocess() {}
}
