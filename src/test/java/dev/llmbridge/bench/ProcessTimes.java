package dev.llmbridge.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The run times of whole processes, from spawn to reap, compared with {@code /bin/true} and the C sender. */
final class ProcessTimes implements Benchmark {
    static final String TRUE = "true";
    static final String SENDER = "sender";
    static final String PAGES_300 = "300-pages";
    static final String PAGES_500 = "500-pages";
    static final String PAGES_2150 = "2150-pages";
    static final String EVENT = "event";
    static final String EVENT_TIER_2 = "event-tier-2";
    static final String EVENT_TIER_3 = "event-tier-3";
    static final String READER = "reader";
    static final String EVENT_LARGE = "event-large";
    static final String FALLBACK = "fallback";
    static final String STATUSLINE = "statusline";
    static final String STATUSLINE_TIER_2 = "statusline-tier-2";
    static final String TEE = "tee";
    static final String TEE_TIER_2 = "tee-tier-2";
    static final String STATUS = "status";
    static final String PLAIN = "plain";
    static final String JSON = "json";
    static final String STATUS_RENDERED = "status-rendered";
    static final String HELP = "help";
    static final String HELP_OF_VERB = "help-of-verb";
    static final String HELP_TIER_3 = "help-tier-3";

    private static final int ROUNDS = 500;

    @Override
    public String name() {
        return "processes";
    }

    @Override
    public String measure(BenchmarkContext context) {
        Map<String, Distribution> results = times(context, context.runs(ROUNDS));
        Table table = new Table("process", "median ms", "p10", "p90", "x `/bin/true`", "x C");
        row(table, results, "`/bin/true`", TRUE);
        row(table, results, "C: read stdin, send (`bench/sender.c`)", SENDER);
        row(table, results, "**`event`**, before the isolate", EVENT);
        row(table, results, "`event`, in Java's main", EVENT_TIER_2);
        row(table, results, "`event`, through Quarkus and Picocli", EVENT_TIER_3);
        row(table, results, "C: read 1 MB (`bench/reader.c`)", READER);
        row(table, results, "`event` with 1 MB, before the isolate", EVENT_LARGE);
        row(table, results, "`event` without a daemon", FALLBACK);
        row(table, results, "**`statusline`**, before the isolate", STATUSLINE);
        row(table, results, "`statusline`, in Java's main", STATUSLINE_TIER_2);
        row(table, results, "**`statusline -- true`**, before the isolate", TEE);
        row(table, results, "`statusline -- true`, in Java's main", TEE_TIER_2);
        row(table, results, "**`status`**, before the isolate", STATUS);
        row(table, results, "`status` without a daemon, in Java's main", STATUS_RENDERED);
        row(table, results, "`status --plain`, in Java's main", PLAIN);
        row(table, results, "`status --json`, in Java's main", JSON);
        row(table, results, "`--help`, in Java's main", HELP);
        row(table, results, "`event --help`, in Java's main", HELP_OF_VERB);
        row(table, results, "`--help --version`, through Quarkus and Picocli", HELP_TIER_3);
        return table + "\n\n" + results.get(TRUE).count() + " interleaved runs of each.";
    }

    static Map<String, Distribution> times(BenchmarkContext context, int rounds) {
        try (Sandbox sandbox = Sandbox.withDaemon(context.executable());
                Sandbox noDaemon = Sandbox.withoutDaemon()) {
            return context.spawner().interleave(rounds, commands(context, sandbox, noDaemon));
        }
    }

    private static List<TimedCommand> commands(BenchmarkContext context, Sandbox sandbox, Sandbox noDaemon) {
        String program = context.executable().toString();
        Path large = context.largePayload();
        var here = sandbox.environment();
        return List.of(
                TimedCommand.piped(TRUE, BenchmarkContext.HOOK_PAYLOAD, here, "/bin/true"),
                TimedCommand.piped(
                        SENDER,
                        BenchmarkContext.HOOK_PAYLOAD,
                        here,
                        context.tools().sender()),
                pages(PAGES_300, context, here, 300),
                pages(PAGES_500, context, here, 500),
                pages(PAGES_2150, context, here, 2_150),
                TimedCommand.piped(EVENT, BenchmarkContext.HOOK_PAYLOAD, here, program, "event"),
                // An unknown option: tier 1 passes the call on to tier 2, which ignores the option.
                TimedCommand.piped(EVENT_TIER_2, BenchmarkContext.HOOK_PAYLOAD, here, program, "event", "--unknown"),
                // A hook's call never reaches Quarkus, but a call from a terminal does.
                TimedCommand.onTerminal(EVENT_TIER_3, here, program, "event", "--type", "submit"),
                TimedCommand.piped(READER, large, here, context.tools().reader()),
                TimedCommand.piped(EVENT_LARGE, large, here, program, "event"),
                TimedCommand.piped(FALLBACK, BenchmarkContext.HOOK_PAYLOAD, noDaemon.environment(), program, "event"),
                TimedCommand.piped(STATUSLINE, BenchmarkContext.STATUS_PAYLOAD, here, program, "statusline"),
                TimedCommand.piped(
                        STATUSLINE_TIER_2, BenchmarkContext.STATUS_PAYLOAD, here, program, "statusline", "--unknown"),
                TimedCommand.piped(
                        TEE, BenchmarkContext.STATUS_PAYLOAD, here, program, "statusline", "--", "/bin/true"),
                TimedCommand.piped(
                        TEE_TIER_2,
                        BenchmarkContext.STATUS_PAYLOAD,
                        here,
                        program,
                        "statusline",
                        "--unknown",
                        "--",
                        "/bin/true"),
                TimedCommand.piped(PLAIN, BenchmarkContext.STATUS_PAYLOAD, here, program, "status", "--plain"),
                TimedCommand.piped(JSON, BenchmarkContext.STATUS_PAYLOAD, here, program, "status", "--json"),
                TimedCommand.piped(
                        STATUS_RENDERED, BenchmarkContext.STATUS_PAYLOAD, noDaemon.environment(), program, "status"),
                TimedCommand.piped(STATUS, BenchmarkContext.STATUS_PAYLOAD, here, program, "status"),
                TimedCommand.piped(HELP, BenchmarkContext.HOOK_PAYLOAD, here, program, "--help"),
                TimedCommand.piped(HELP_OF_VERB, BenchmarkContext.HOOK_PAYLOAD, here, program, "event", "--help"),
                // There is no prepared text for both options together.
                TimedCommand.piped(HELP_TIER_3, BenchmarkContext.HOOK_PAYLOAD, here, program, "--help", "--version"));
    }

    private static TimedCommand pages(
            String name, BenchmarkContext context, Map<String, String> environment, int count) {
        String program = context.tools().pages();
        return TimedCommand.piped(name, BenchmarkContext.HOOK_PAYLOAD, environment, program, Integer.toString(count));
    }

    private static void row(Table table, Map<String, Distribution> results, String label, String name) {
        Distribution times = results.get(name);
        table.row(
                label,
                Table.number(times.median(), 2),
                Table.number(times.percentile(10), 2),
                Table.number(times.percentile(90), 2),
                Table.number(times.median() / results.get(TRUE).median(), 2),
                Table.number(times.median() / results.get(SENDER).median(), 2));
    }
}
