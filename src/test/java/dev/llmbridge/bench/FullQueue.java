package dev.llmbridge.bench;

import java.util.List;
import java.util.Map;

/** How much longer a hook takes if the daemon is suspended and its queue is full. */
final class FullQueue implements Benchmark {
    private static final int ROUNDS = 1000;
    private static final String RUNNING = "running";
    private static final String SUSPENDED = "suspended";

    @Override
    public String name() {
        return "full-queue";
    }

    @Override
    public String measure(BenchmarkContext context) {
        try (Sandbox running = Sandbox.withDaemon(context.executable());
                Sandbox suspended = Sandbox.withDaemon(context.executable())) {
            suspended.suspend();
            fill(suspended);
            var results = context.spawner()
                    .interleave(
                            context.runs(ROUNDS),
                            List.of(event(context, RUNNING, running), event(context, SUSPENDED, suspended)));
            return report(results);
        }
    }

    private static void fill(Sandbox suspended) {
        int accepted = 0;
        while (suspended.send("EVENT:submit")) {
            if (++accepted > 100_000) {
                throw new IllegalStateException("the queue of the suspended daemon did not fill");
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
        Distribution suspended = results.get(SUSPENDED);
        Table table = new Table("`event`", "median ms", "p99 ms");
        for (String name : List.of(RUNNING, SUSPENDED)) {
            Distribution times = results.get(name);
            String label = name.equals(RUNNING) ? "a running daemon" : "a suspended daemon with a full queue";
            table.row(label, Table.number(times.median(), 2), Table.number(times.percentile(99), 2));
        }
        return table.row(
                        "difference",
                        Table.number(suspended.median() - running.median(), 2),
                        Table.number(suspended.percentile(99) - running.percentile(99), 2))
                + "\n\n" + running.count() + " interleaved runs of each.";
    }
}
