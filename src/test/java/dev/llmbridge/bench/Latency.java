package dev.llmbridge.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The time from an event to the state file, to the bar's signal, and to a line of {@code status --follow}. */
final class Latency implements Chapter {
    /** Events per second, at such a distance that each is debounced separately. */
    private static final int ALONE = 4;

    private record Load(int perSecond, int events) {}

    private static final List<Load> LOADS =
            List.of(new Load(ALONE, 100), new Load(20, 400), new Load(100, 1000), new Load(1000, 10_000));

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String measure(Rig rig) {
        Table table = new Table(
                "events",
                "count",
                "file p50 ms",
                "file p99",
                "signal p50 ms",
                "signal p99",
                "line p50 ms",
                "line p99",
                "lost");
        for (Load load : LOADS) {
            try (Bridge bridge = Bridge.started(rig.executable())) {
                row(table, load, measure(rig, bridge, load));
            }
        }
        return table.toString();
    }

    /** Returns, for each event, the nanoseconds to the file, to the signal and to the line. */
    private static List<long[]> measure(Rig rig, Bridge bridge, Load load) {
        List<String> arguments = new ArrayList<>(List.of(
                rig.tools().latency(),
                bridge.socket().toString(),
                bridge.stateFile().toString(),
                Integer.toString(rig.runs(load.events())),
                Integer.toString(load.perSecond()),
                Integer.toString(Bridge.SIGNAL),
                Long.toString(bridge.pid()),
                "/usr/bin/env",
                "-i"));
        bridge.environment().forEach((variable, value) -> arguments.add(variable + "=" + value));
        arguments.addAll(List.of(rig.executable().toString(), "status", "--follow"));
        String output = Subprocess.run(arguments);
        return output.lines()
                .map(line -> Arrays.stream(line.split(" "))
                        .mapToLong(Long::parseLong)
                        .toArray())
                .toList();
    }

    private static void row(Table table, Load load, List<long[]> events) {
        List<long[]> arrived = events.stream()
                .filter(event -> Arrays.stream(event).allMatch(nanos -> nanos >= 0))
                .toList();
        Distribution file = to(0, arrived);
        Distribution signal = to(1, arrived);
        Distribution line = to(2, arrived);
        table.row(
                load.perSecond() == ALONE ? "alone" : Table.number(load.perSecond(), 0) + " a second",
                Table.number(events.size(), 0),
                Table.number(file.median(), 1),
                Table.number(file.percentile(99), 1),
                Table.number(signal.median(), 1),
                Table.number(signal.percentile(99), 1),
                Table.number(line.median(), 1),
                Table.number(line.percentile(99), 1),
                Table.number(events.size() - arrived.size(), 0));
    }

    private static Distribution to(int place, List<long[]> arrived) {
        return Distribution.ofNanos(
                arrived.stream().mapToLong(event -> event[place]).toArray());
    }
}
