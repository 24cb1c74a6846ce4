package dev.llmbridge.bench;

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
        return new BenchmarkContext(
                executable.toAbsolutePath(), Tools.compile(Path.of("bench"), Path.of("target", "bench")), scale);
    }

    Spawner spawner() {
        return new Spawner(tools);
    }

    /** Returns the scaled number of runs, at least 2. */
    int runs(int full) {
        return (int) Math.max(2, Math.round(full * scale));
    }
}
