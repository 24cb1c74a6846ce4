package dev.llmbridge.bench;

import java.util.List;
import java.util.Map;

/** How much longer a hook takes if the daemon has stopped reading. */
final class FullQueue implements Benchmark {
    private static final int ROUNDS = 1000;
    private static final String RUNNING = "running";
    private static final String STOPPED = "stopped";

    @Override
    public String name() {
        return "full-queue";
    }

    @Override
    public String measure(BenchmarkContext context) {
        try (Sandbox running = Sandbox.withDaemon(context.executable());
                Sandbox stopped = Sandbox.withDaemon(context.executable())) {
            stopped.suspend();
            fill(stopped);
            var results = context.spawner()
                    .interleave(
                            context.runs(ROUNDS),
                            List.of(event(context, RUNNING, running), event(context, STOPPED, stopped)));
            return report(results);
        }
    }

    private static void fill(Sandbox stopped) {
        int accepted = 0;
        while (stopped.send("EVENT:submit")) {
            if (++accepted > 100_000) {
                throw new IllegalStateException("the queue of the stopped daemon did not fill");
            }
        }
    }

    private static TimedCommand event(BenchmarkContext context, String name, Sandbox sandbox) {
        return TimedCommand.piped(
                name,
                BenchmarkContext.HOOK_PAYLOAD,
                sandbox.environment(),
                context.executable().toString(),
                "event");
    }

    private static String report(Map<String, Distribution> results) {
        Distribution running = results.get(RUNNING);
        Distribution stopped = results.get(STOPPED);
        Table table = new Table("`event`", "median ms", "p99 ms");
        for (String name : List.of(RUNNING, STOPPED)) {
            Distribution times = results.get(name);
            String label = name.equals(RUNNING) ? "a running daemon" : "a stopped daemon (SIGSTOP) with a full queue";
            table.row(label, Table.number(times.median(), 2), Table.number(times.percentile(99), 2));
        }
        return table.row(
                        "difference",
                        Table.number(stopped.median() - running.median(), 2),
                        Table.number(stopped.percentile(99) - running.percentile(99), 2))
                + "\n\n" + running.count() + " interleaved runs of each.";
    }
}
