package dev.llmbridge.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How often the threads of the daemon and of a follower wake up while nothing happens, and how much memory both use. */
final class Idleness implements Chapter {
    private static final Duration MEASURED_TIME = Duration.ofSeconds(10);
    /** The time for the work that remains after the start or the last event. */
    private static final Duration SETTLING_TIME = Duration.ofSeconds(12);

    private static final int SESSIONS = 3;
    /** Few enough that the follower's lines fit into its pipe, which is not read. */
    private static final int CHANGES = 50;

    private static final int FEW = 10_000;
    private static final int MANY = 100_000;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String measure(Rig rig) {
        try (Bridge bridge = Bridge.started(rig.executable())) {
            long alone = switches(bridge.pid());
            long withSessions = switchesWithSessions(bridge);
            Table wakeups = new Table("idle", "voluntary context switches in 10 s")
                    .row("daemon without sessions", Table.number(alone, 0))
                    .row("daemon with " + SESSIONS + " idle sessions", Table.number(withSessions, 0));
            Table memory = new Table("resident memory", "MB");
            follow(rig, bridge, wakeups, memory);
            return wakeups + "\n\n" + memory(rig, memory);
        }
    }

    private static void follow(Rig rig, Bridge bridge, Table wakeups, Table memory) {
        Process follower =
                Subprocess.start(bridge.environment(), List.of(rig.executable().toString(), "status", "--follow"));
        try {
            wakeups.row("`status --follow`", Table.number(switches(follower.pid()), 0));
            for (int i = 0; i < CHANGES; i++) {
                bridge.send("EVENT:tool-start:Tool" + i);
                Bridge.pause(Duration.ofMillis(20));
            }
            memory.row(
                    "`status --follow` after " + CHANGES + " changes",
                    Table.number(Bridge.residentMegabytes(follower.pid()), 1));
        } finally {
            follower.destroy();
        }
    }

    private static long switches(long pid) {
        Bridge.pause(SETTLING_TIME);
        long before = Bridge.voluntarySwitches(pid);
        Bridge.pause(MEASURED_TIME);
        return Bridge.voluntarySwitches(pid) - before;
    }

    private static long switchesWithSessions(Bridge bridge) {
        // Each session needs a live process of its own, because the daemon removes sessions whose process is gone.
        List<Process> clients = Stream.generate(() -> Subprocess.start(Map.of(), List.of("/bin/sleep", "600")))
                .limit(SESSIONS)
                .toList();
        try {
            for (Process client : clients) {
                bridge.send("HOOK:" + System.nanoTime() + ":" + client.pid() + ":{\"session_id\":\"idle-" + client.pid()
                        + "\",\"cwd\":\"/home/user/project\",\"hook_event_name\":\"Stop\"}");
            }
            return switches(bridge.pid());
        } finally {
            clients.forEach(Process::destroy);
        }
    }

    private static String memory(Rig rig, Table table) {
        try (Bridge bridge = Bridge.started(rig.executable())) {
            table.row("daemon at start", Table.number(bridge.residentMegabytes(), 1));
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
        return "daemon after " + Table.number(events, 0) + " events";
    }
}
