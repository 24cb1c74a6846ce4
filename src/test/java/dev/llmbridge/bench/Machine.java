package dev.llmbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The machine, date and compiler of the measurements, and the version and size of the executable. */
final class Machine implements Benchmark {
    @Override
    public String name() {
        return "machine";
    }

    @Override
    public String measure(BenchmarkContext context) {
        return """
                - %s, %d processors, %.0f GB; Linux %s; load average %s at the start
                - %s; %s
                - %s: %s bytes
                """.formatted(
                value("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Double.parseDouble(value("/proc/meminfo", "MemTotal").replace(" kB", "")) * 1024 / 1e9,
                System.getProperty("os.version"),
                read("/proc/loadavg").split(" ")[0],
                LocalDate.now(),
                firstLine(Map.of("PATH", System.getenv("PATH")), "gcc", "--version"),
                firstLine(Map.of(), context.executable().toString(), "--version"),
                Table.number(size(context.executable()), 0)).strip();
    }

    private static String value(String file, String key) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("unknown " + key);
    }

    private static String firstLine(Map<String, String> environment, String... command) {
        return Subprocess.outputOf(Subprocess.start(environment, List.of(command)), command[0])
                .lines()
                .findFirst()
                .orElse("");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
