package dev.llmbridge.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How often the threads of the daemon and of a follower wake up while nothing happens, and how much memory both use.
 */
final class IdleUsage implements Benchmark {
    private static final Duration MEASURED_TIME = Duration.ofSeconds(10);
    /** The time allowed for work left over from the start or the last event. */
    private static final Duration SETTLING_TIME = Duration.ofSeconds(12);

    private static final int SESSIONS = 3;
    /** Few enough that the follower's lines fit into its pipe, which is not read. */
    private static final int CHANGES = 50;

    private static final int FEW_EVENTS = 20_000;
    private static final int MANY_EVENTS = 100_000;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String measure(BenchmarkContext context) {
        try (Sandbox sandbox = Sandbox.withDaemon(context.executable())) {
            long alone = switches(sandbox.pid());
            long withSessions = switchesWithSessions(sandbox);
            Table wakeups = new Table("idle", "voluntary context switches in 10 s")
                    .row("daemon without sessions", Table.number(alone, 0))
                    .row("daemon with " + SESSIONS + " idle sessions", Table.number(withSessions, 0));
            Table memory = new Table("memory, MB", "resident", "proportional", "private");
            follow(context, sandbox, wakeups, memory);
            return wakeups + "\n\n" + memory(context, memory);
        }
    }

    private static void follow(BenchmarkContext context, Sandbox sandbox, Table wakeups, Table memory) {
        Process follower = Subprocess.start(
                sandbox.environment(), List.of(context.executable().toString(), "status", "--follow"));
        try {
            wakeups.row("`status --follow`", Table.number(switches(follower.pid()), 0));
            for (int i = 0; i < CHANGES; i++) {
                sandbox.send("EVENT:tool-start:Tool" + i);
                Sandbox.pause(Duration.ofMillis(20));
            }
            memory.row(ProcessMemory.of(follower.pid()).cells("`status --follow` after " + CHANGES + " changes"));
        } finally {
            follower.destroy();
        }
    }

    private static long switches(long pid) {
        Sandbox.pause(SETTLING_TIME);
        long before = Sandbox.voluntarySwitches(pid);
        Sandbox.pause(MEASURED_TIME);
        return Sandbox.voluntarySwitches(pid) - before;
    }

    private static long switchesWithSessions(Sandbox sandbox) {
        // The daemon removes a session whose process is gone or has a newer session, so each needs its own process.
        List<Process> clients = Stream.generate(() -> Subprocess.start(Map.of(), List.of("/bin/sleep", "600")))
                .limit(SESSIONS)
                .toList();
        try {
            for (Process client : clients) {
                sandbox.send("HOOK:" + System.nanoTime() + ":" + client.pid() + ":{\"session_id\":\"idle-"
                        + client.pid() + "\",\"cwd\":\"/home/user/project\",\"hook_event_name\":\"Stop\"}");
            }
            return switches(sandbox.pid());
        } finally {
            clients.forEach(Process::destroy);
        }
    }

    private static String memory(BenchmarkContext context, Table table) {
        try (Sandbox sandbox = Sandbox.withDaemon(context.executable())) {
            table.row(sandbox.memory().cells("daemon at start"));
            int few = context.runs(FEW_EVENTS);
            int many = context.runs(MANY_EVENTS);
            Flood.run(context, sandbox, few, 1);
            table.row(sandbox.memory().cells(after(few)));
            Flood.run(context, sandbox, many - few, 1);
            return table.row(sandbox.memory().cells(after(many))).toString();
        }
    }

    private static String after(int events) {
        return "daemon after " + Table.number(events, 0) + " events";
    }
}
