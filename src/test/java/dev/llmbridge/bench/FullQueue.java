package dev.llmbridge.bench;

import java.util.List;
import java.util.Map;

/** How much longer a hook takes if the daemon has stopped reading. */
final class FullQueue implements Chapter {
    private static final int ROUNDS = 1000;
    private static final String LIVE = "live";
    private static final String STOPPED = "stopped";

    @Override
    public String name() {
        return "full-queue";
    }

    @Override
    public String measure(Rig rig) {
        try (Bridge live = Bridge.started(rig.executable());
                Bridge stopped = Bridge.started(rig.executable())) {
            stopped.suspend();
            fill(stopped);
            var results = rig.spawner()
                    .interleave(rig.runs(ROUNDS), List.of(event(rig, LIVE, live), event(rig, STOPPED, stopped)));
            return report(results);
        }
    }

    private static void fill(Bridge stopped) {
        int accepted = 0;
        while (stopped.send("EVENT:submit")) {
            if (++accepted > 100_000) {
                throw new IllegalStateException("the queue of a stopped daemon never fills");
            }
        }
    }

    private static Command event(Rig rig, String name, Bridge bridge) {
        return Command.piped(
                name, Rig.HOOK_PAYLOAD, bridge.environment(), rig.executable().toString(), "event");
    }

    private static String report(Map<String, Distribution> results) {
        Distribution live = results.get(LIVE);
        Distribution stopped = results.get(STOPPED);
        Table table = new Table("`event`", "median ms", "p99 ms");
        for (String name : List.of(LIVE, STOPPED)) {
            Distribution times = results.get(name);
            String label = name.equals(LIVE) ? "a live daemon" : "a stopped one (SIGSTOP), its queue full";
            table.row(label, Table.number(times.median(), 2), Table.number(times.percentile(99), 2));
        }
        return table.row(
                        "difference",
                        Table.number(stopped.median() - live.median(), 2),
                        Table.number(stopped.percentile(99) - live.percentile(99), 2))
                + "\n\n" + live.count() + " interleaved runs of each.";
    }
}
