package dev.llmbridge.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A process with nothing in its environment but what it is given. Its complaints appear among ours. */
final class Subprocess {
    private static final File NOTHING = new File("/dev/null");

    static Process start(Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(command).redirectInput(NOTHING).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a command prints. Fails where the command does. */
    static String run(List<String> command) {
        return outputOf(start(Map.of(), command), command.getFirst());
    }

    /** What a started process prints until its end. Fails where it does. */
    static String outputOf(Process process, String name) {
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException(name + " ended with " + exit + ": " + output);
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
