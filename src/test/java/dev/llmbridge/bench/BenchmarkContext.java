package dev.llmbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What all benchmarks need: the program, the tools and the scale.
 *
 * @param executable the native executable
 * @param tools the compiled C programs
 * @param scale a factor for the number of runs: 1 for real measurements, less to try out the benchmarks
 */
record BenchmarkContext(Path executable, Tools tools, double scale) {
    static final Path HOOK_PAYLOAD = Path.of("src/test/resources/samples/PreToolUse.Bash.json");
    static final Path STATUS_PAYLOAD = Path.of("src/test/resources/samples/StatusLine.after-turn.json");

    /** Compiles the tools and returns a context with them. */
    static BenchmarkContext of(Path executable, double scale) {
        writeToDisk(executable);
        return new BenchmarkContext(
                executable.toAbsolutePath(), Tools.compile(Path.of("bench"), Path.of("target", "bench")), scale);
    }

    /** Pages of a file that are not on the disk yet would count as memory that a process has written to. */
    private static void writeToDisk(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Spawner spawner() {
        return new Spawner(tools);
    }

    /** Returns a file with a hook's JSON of 1 MB, nearly all of which is the result of a tool. */
    Path largePayload() {
        String json = "{\"session_id\":\"large\",\"hook_event_name\":\"PostToolUse\",\"tool_name\":\"Read\","
                + "\"tool_use_id\":\"toolu_1\",\"tool_response\":\"" + "0123456789".repeat(100_000) + "\"}";
        try {
            return Files.writeString(tools.directory().resolve("large.json"), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the scaled number of runs, at least 2. */
    int runs(int full) {
        return (int) Math.max(2, Math.round(full * scale));
    }
}
