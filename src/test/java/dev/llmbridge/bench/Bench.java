package dev.llmbridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the benchmarks and writes their results to the page. */
final class Bench {
    private static final List<Chapter> CHAPTERS = List.of(
            new Machine(),
            new WholeProcess(),
            new FullQueue(),
            new Bursts(),
            new Latency(),
            new Idleness(),
            new Throughput());

    /**
     * Runs the chosen benchmarks.
     *
     * @param args the executable; the page; a factor for the number of runs; the names of the benchmarks, separated by
     *     commas, or {@code all}
     */
    public static void main(String... args) throws IOException {
        Path executable = Path.of(args[0]).toAbsolutePath();
        if (!Files.isExecutable(executable)) {
            System.err.println("There is no " + executable + ": the bench measures the native executable (-Dnative).");
            System.exit(1);
        }
        double scale = Double.parseDouble(args[2]);
        Rig rig = new Rig(executable, Tools.compile(Rig.SOURCES, Rig.BUILT), scale);
        measure(rig, new Page(Path.of(args[1])), chosen(args[3]));
    }

    private static List<Chapter> chosen(String names) {
        List<String> wanted = List.of(names.split(","));
        return CHAPTERS.stream()
                .filter(chapter -> wanted.contains("all") || wanted.contains(chapter.name()))
                .toList();
    }

    private static void measure(Rig rig, Page page, List<Chapter> chapters) throws IOException {
        for (Chapter chapter : chapters) {
            String content = chapter.measure(rig);
            page.replace(chapter.name(), content);
            System.out.println("\n" + content);
        }
    }

    private Bench() {}
}
