package dev.llmbridge.bench;

import java.util.ArrayList;
import java.util.List;

/** Messages per second, with one live session and with many. */
final class Throughput implements Chapter {
    private static final int RUNS = 5;
    private static final int MESSAGES = 50_000;
    private static final int MANY = 1000;

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public String measure(Rig rig) {
        List<Flood> one = new ArrayList<>();
        List<Flood> oneOfMany = new ArrayList<>();
        List<Flood> many = new ArrayList<>();
        int messages = rig.runs(MESSAGES);
        try (Bridge lonely = Bridge.started(rig.executable());
                Bridge busy = Bridge.started(rig.executable())) {
            // Each session gets the start and the end of a tool.
            Flood.run(rig, busy, 2 * MANY, MANY);
            for (int i = 0; i < RUNS; i++) {
                one.add(Flood.run(rig, lonely, messages, 1));
                oneOfMany.add(Flood.run(rig, busy, messages, 1));
                many.add(Flood.run(rig, busy, messages, MANY));
            }
        }
        double base = rate(one).median();
        Table table = new Table("live sessions (events from)", "messages/s", "slowest run", "lost", "cost of an event");
        row(table, "1", one, base);
        row(table, "1,000 (one of them)", oneOfMany, base);
        row(table, "1,000 (all in turn)", many, base);
        return table + "\n\n" + RUNS + " runs of " + Table.number(messages, 0) + " messages of 0.5 kB each, in turn.";
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
