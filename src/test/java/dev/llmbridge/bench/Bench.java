package dev.llmbridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the benchmarks and writes their results to a page of the documentation, docs/performance.md. */
final class Bench {
    private static final List<Benchmark> BENCHMARKS = List.of(
            new Machine(),
            new ProcessTimes(),
            new FullQueue(),
            new Bursts(),
            new Latency(),
            new IdleUsage(),
            new Throughput());

    /**
     * Runs the chosen benchmarks.
     *
     * @param args the executable; the page; a factor for the number of runs; the names of the benchmarks, separated by
     *     commas, or {@code all}
     */
    public static void main(String... args) throws IOException {
        Path executable = Path.of(args[0]);
        if (!Files.isExecutable(executable)) {
            System.err.println(executable
                    + " does not exist or is not executable; build the native executable with -Dnative first");
            System.exit(1);
        }
        BenchmarkContext context = BenchmarkContext.of(executable, Double.parseDouble(args[2]));
        measure(context, new Page(Path.of(args[1])), chosen(args[3]));
    }

    private static List<Benchmark> chosen(String names) {
        List<String> wanted = List.of(names.split(","));
        return BENCHMARKS.stream()
                .filter(benchmark -> wanted.contains("all") || wanted.contains(benchmark.name()))
                .toList();
    }

    private static void measure(BenchmarkContext context, Page page, List<Benchmark> benchmarks) throws IOException {
        for (Benchmark benchmark : benchmarks) {
            String content = benchmark.measure(context);
            page.replace(benchmark.name(), content);
            System.out.println("\n" + content);
        }
    }

    private Bench() {}
}
