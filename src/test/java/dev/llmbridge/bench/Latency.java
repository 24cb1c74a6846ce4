package dev.llmbridge.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The time from an event until the file is written, the bar is signalled and {@code status --follow} prints a line. */
final class Latency implements Benchmark {
    /** Events per second, few enough that each one is debounced separately. */
    private static final int LONE_EVENT_RATE = 4;

    private record Load(int perSecond, int events) {}

    private static final List<Load> LOADS =
            List.of(new Load(LONE_EVENT_RATE, 100), new Load(20, 400), new Load(100, 1000), new Load(1000, 10_000));

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String measure(BenchmarkContext context) {
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
            try (Sandbox sandbox = Sandbox.withDaemon(context.executable())) {
                row(table, load, measure(context, sandbox, load));
            }
        }
        return table.toString();
    }

    /** Returns, for each event, the nanoseconds to the file, to the signal and to the line. */
    private static List<long[]> measure(BenchmarkContext context, Sandbox sandbox, Load load) {
        List<String> arguments = new ArrayList<>(List.of(
                context.tools().latency(),
                sandbox.socket().toString(),
                sandbox.stateFile().toString(),
                Integer.toString(context.runs(load.events())),
                Integer.toString(load.perSecond()),
                Integer.toString(Sandbox.SIGNAL),
                Long.toString(sandbox.pid()),
                "/usr/bin/env",
                "-i"));
        sandbox.environment().forEach((variable, value) -> arguments.add(variable + "=" + value));
        arguments.addAll(List.of(context.executable().toString(), "status", "--follow"));
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
        Distribution file = times(0, arrived);
        Distribution signal = times(1, arrived);
        Distribution line = times(2, arrived);
        table.row(
                load.perSecond() == LONE_EVENT_RATE ? "alone" : Table.number(load.perSecond(), 0) + " a second",
                Table.number(events.size(), 0),
                Table.number(file.median(), 1),
                Table.number(file.percentile(99), 1),
                Table.number(signal.median(), 1),
                Table.number(signal.percentile(99), 1),
                Table.number(line.median(), 1),
                Table.number(line.percentile(99), 1),
                Table.number(events.size() - arrived.size(), 0));
    }

    private static Distribution times(int index, List<long[]> arrived) {
        return Distribution.ofNanos(
                arrived.stream().mapToLong(event -> event[index]).toArray());
    }
}
