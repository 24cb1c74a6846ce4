package dev.llmbridge.bench;

import java.util.List;
import java.util.stream.Stream;

/** How many hooks of a burst reach the daemon. A hook gives up if the daemon's queue stays full. */
final class Bursts implements Chapter {
    private static final int EVENTS = 4000;

    @Override
    public String name() {
        return "bursts";
    }

    @Override
    public String measure(Rig rig) {
        Table table = new Table("parallel spawners", "hooks", "received", "lost", "hooks/s");
        for (int spawners : List.of(1, 4, 16)) {
            try (Bridge bridge = Bridge.started(rig.executable())) {
                row(table, rig, bridge, spawners);
            }
        }
        return table.toString();
    }

    private static void row(Table table, Rig rig, Bridge bridge, int spawners) {
        Command event = Command.piped(
                "event",
                Rig.HOOK_PAYLOAD,
                bridge.environment(),
                rig.executable().toString(),
                "event");
        int rounds = Math.ceilDiv(rig.runs(EVENTS), spawners);
        long before = bridge.received();
        long begun = System.nanoTime();
        List<Process> processes = Stream.generate(() -> rig.spawner().start(rounds, event))
                .limit(spawners)
                .toList();
        for (Process process : processes) {
            Spawner.read(Subprocess.outputOf(process, "spawn"));
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        long sent = (long) rounds * spawners;
        // The second query counts itself.
        long received = bridge.received() - before - 1;
        table.row(
                Integer.toString(spawners),
                Table.number(sent, 0),
                Table.number(received, 0),
                Table.number(sent - received, 0),
                Table.number(sent / seconds, 0));
    }
}
