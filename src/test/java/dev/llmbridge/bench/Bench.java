package dev.llmbridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures everything and writes it into the page. */
final class Bench {
    private static final List<Chapter> CHAPTERS = List.of(
            new Machine(),
            new WholeProcess(),
            new FullQueue(),
            new Bursts(),
            new Latency(),
            new Idleness(),
            new Throughput());

    /** Takes the executable, the page, the scale of the numbers of runs, and the names of the parts or {@code all}. */
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
