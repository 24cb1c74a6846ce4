package dev.llmbridge.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the daemon costs while nothing happens: how often its threads wake, and its memory. */
final class Idleness implements Chapter {
    private static final Duration WATCHED = Duration.ofSeconds(10);
    /** For what its start, or the last event, leaves to do. */
    private static final Duration SETTLING = Duration.ofSeconds(12);

    private static final int SESSIONS = 3;
    private static final int FEW = 10_000;
    private static final int MANY = 100_000;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String measure(Rig rig) {
        try (Bridge bridge = Bridge.started(rig.executable())) {
            long alone = switches(bridge);
            long withSessions = switchesWithSessions(bridge);
            Table wakeups = new Table("idle daemon", "voluntary context switches in 10 s")
                    .row("without sessions", Table.number(alone, 0))
                    .row("with " + SESSIONS + " idle sessions", Table.number(withSessions, 0));
            return wakeups + "\n\n" + memory(rig);
        }
    }

    private static long switches(Bridge bridge) {
        Bridge.pause(SETTLING);
        long before = bridge.voluntarySwitches();
        Bridge.pause(WATCHED);
        return bridge.voluntarySwitches() - before;
    }

    private static long switchesWithSessions(Bridge bridge) {
        // Each session needs a process of its own that lives: the daemon looks after it.
        List<Process> clients = Stream.generate(() -> Subprocess.start(Map.of(), List.of("/bin/sleep", "600")))
                .limit(SESSIONS)
                .toList();
        try {
            for (Process client : clients) {
                bridge.send("HOOK:" + System.nanoTime() + ":" + client.pid() + ":{\"session_id\":\"idle-" + client.pid()
                        + "\",\"cwd\":\"/home/user/project\",\"hook_event_name\":\"Stop\"}");
            }
            return switches(bridge);
        } finally {
            clients.forEach(Process::destroy);
        }
    }

    private static String memory(Rig rig) {
        try (Bridge bridge = Bridge.started(rig.executable())) {
            Table table = new Table("resident memory", "MB");
            table.row("at start", Table.number(bridge.residentMegabytes(), 1));
            int few = rig.runs(FEW);
            int many = rig.runs(MANY);
            Flood.run(rig, bridge, few, 1);
            table.row(after(few), Table.number(bridge.residentMegabytes(), 1));
            Flood.run(rig, bridge, many - few, 1);
            return table.row(after(many), Table.number(bridge.residentMegabytes(), 1))
                    .toString();
        }
    }

    private static String after(int events) {
        return "after " + Table.number(events, 0) + " events";
    }
}
