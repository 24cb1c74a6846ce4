package dev.llmbridge.bench;

import java.util.ArrayList;
import java.util.List;

/** Messages per second, with one session and with many, in memory and on a disk. */
final class Throughput implements Benchmark {
    private static final int RUNS = 5;
    private static final int MESSAGES = 50_000;
    private static final int MANY = 1000;
    private static final int SOME = 100;

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public String measure(BenchmarkContext context) {
        List<Flood> one = new ArrayList<>();
        List<Flood> oneOfMany = new ArrayList<>();
        List<Flood> many = new ArrayList<>();
        List<Flood> oneOnDisk = new ArrayList<>();
        List<Flood> someOnDisk = new ArrayList<>();
        int messages = context.runs(MESSAGES);
        try (Sandbox single = Sandbox.withDaemon(context.executable());
                Sandbox busy = Sandbox.withDaemon(context.executable());
                Sandbox singleOnDisk = Sandbox.withDaemonOnDisk(context.executable());
                Sandbox busyOnDisk = Sandbox.withDaemonOnDisk(context.executable())) {
            // Creates the sessions: each one receives the start and the end of a tool.
            Flood.run(context, busy, 2 * MANY, MANY);
            for (int i = 0; i < RUNS; i++) {
                one.add(Flood.run(context, single, messages, 1));
                oneOfMany.add(Flood.run(context, busy, messages, 1));
                many.add(Flood.run(context, busy, messages, MANY));
                oneOnDisk.add(Flood.run(context, singleOnDisk, messages, 1));
                someOnDisk.add(Flood.run(context, busyOnDisk, messages, SOME));
            }
        }
        double base = rate(one).median();
        double baseOnDisk = rate(oneOnDisk).median();
        Table table = new Table("load", "messages/s", "slowest run", "lost", "cost of an event");
        row(table, "1 session", one, base);
        row(table, "1,000 sessions, events from only one", oneOfMany, base);
        row(table, "1,000 sessions, events from each in turn", many, base);
        row(table, "1 session on a disk", oneOnDisk, baseOnDisk);
        row(table, "100 sessions on a disk, events from each in turn", someOnDisk, baseOnDisk);
        return table + "\n\n" + RUNS + " interleaved runs of each load; a run sends " + Table.number(messages, 0)
                + " messages of 0.5 kB.";
    }

    private static void row(Table table, String label, List<Flood> floods, double base) {
        Distribution rate = rate(floods);
        table.row(
                label,
                Table.number(rate.median(), 0),
                Table.number(rate.percentile(0), 0),
                Table.number(floods.stream().mapToLong(Flood::lost).sum(), 0),
                Table.number(base / rate.median(), 2) + " x");
    }

    private static Distribution rate(List<Flood> floods) {
        return new Distribution(floods.stream().mapToDouble(Flood::perSecond).toArray());
    }
}
