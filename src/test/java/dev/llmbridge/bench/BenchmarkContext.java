package dev.llmbridge.bench;

import java.nio.file.Path;

/**
 * The context that all benchmarks share.
 *
 * @param executable the native executable
 * @param scale a factor for the number of runs: 1 for real measurements, less to try out the benchmarks
 */
record BenchmarkContext(Path executable, Tools tools, double scale) {
    static final Path HOOK_PAYLOAD = Path.of("src/test/resources/samples/PreToolUse.Bash.json");
    static final Path STATUS_PAYLOAD = Path.of("src/test/resources/samples/StatusLine.after-turn.json");

    /** Compiles the tools first. */
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
