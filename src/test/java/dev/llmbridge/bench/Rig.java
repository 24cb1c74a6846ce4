package dev.llmbridge.bench;

import java.nio.file.Path;

/**
 * What measurements need.
 *
 * @param executable the native one
 * @param scale of the numbers of runs: 1 in earnest, less to try the bench out
 */
record Rig(Path executable, Tools tools, double scale) {
    static final Path SOURCES = Path.of("bench");
    static final Path BUILT = Path.of("target", "bench");
    static final Path HOOK_PAYLOAD = Path.of("src/test/resources/samples/PreToolUse.Bash.json");
    static final Path STATUS_PAYLOAD = Path.of("src/test/resources/samples/StatusLine.after-turn.json");

    Spawner spawner() {
        return new Spawner(tools);
    }

    /** How many runs, where {@code full} are made in earnest. */
    int runs(int full) {
        return (int) Math.max(2, Math.round(full * scale));
    }
}
