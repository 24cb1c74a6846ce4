package dev.llmbridge.bench;

import java.util.List;
import java.util.stream.Stream;

/** How many hooks of a burst come through: each may give up when the daemon's queue is full. */
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
        List<Process> drivers = Stream.generate(() -> rig.spawner().start(rounds, event))
                .limit(spawners)
                .toList();
        for (Process driver : drivers) {
            Spawner.read(Subprocess.outputOf(driver, "spawn"));
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        long sent = (long) rounds * spawners;
        // The later of the two questions counts itself.
        long received = bridge.received() - before - 1;
        table.row(
                Integer.toString(spawners),
                Table.number(sent, 0),
                Table.number(received, 0),
                Table.number(sent - received, 0),
                Table.number(sent / seconds, 0));
    }
}
