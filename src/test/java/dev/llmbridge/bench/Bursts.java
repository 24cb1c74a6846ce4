package dev.llmbridge.bench;

import java.util.List;
import java.util.stream.Stream;

/** How many hooks of a burst reach the daemon. A hook gives up if the daemon's queue stays full. */
final class Bursts implements Benchmark {
    private static final int EVENTS = 4000;

    @Override
    public String name() {
        return "bursts";
    }

    @Override
    public String measure(BenchmarkContext context) {
        Table table = new Table("parallel spawners", "hooks", "received", "lost", "hooks/s");
        for (int spawners : List.of(1, 4, 16)) {
            try (Sandbox sandbox = Sandbox.withDaemon(context.executable())) {
                row(table, context, sandbox, spawners);
            }
        }
        return table.toString();
    }

    private static void row(Table table, BenchmarkContext context, Sandbox sandbox, int spawners) {
        TimedCommand event = TimedCommand.piped(
                "event",
                BenchmarkContext.HOOK_PAYLOAD,
                sandbox.environment(),
                context.executable().toString(),
                "event");
        int rounds = Math.ceilDiv(context.runs(EVENTS), spawners);
        long before = sandbox.received();
        long start = System.nanoTime();
        List<Process> processes = Stream.generate(() -> context.spawner().start(rounds, event))
                .limit(spawners)
                .toList();
        for (Process process : processes) {
            Spawner.parse(Subprocess.outputOf(process, "spawn"));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long sent = (long) rounds * spawners;
        // The second call counts its own queries.
        long received = sandbox.received() - before - 2;
        table.row(
                Integer.toString(spawners),
                Table.number(sent, 0),
                Table.number(received, 0),
                Table.number(sent - received, 0),
                Table.number(sent / seconds, 0));
    }
}
