package dev.llmbridge.it;

import dev.llmbridge.bench.Page;
import dev.llmbridge.bench.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/**
 * The scale, the seed and the report of tests that disturb the program at random. A normal build runs a small part of
 * them; {@code -Pchaos} runs all and writes their figures to docs/reliability.md.
 */
final class Chaos {
    private static final double SCALE = Double.parseDouble(System.getProperty("chaos.scale", "0.05"));
    private static final Optional<Path> PAGE =
            Optional.ofNullable(System.getProperty("chaos.page")).map(Path::of);

    private final long seed = Long.getLong("chaos.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** Returns this part of {@code whole} repetitions, but at least one. */
    static int repetitions(int whole) {
        return Math.max(1, (int) Math.round(whole * SCALE));
    }

    Random random() {
        return random;
    }

    /** Writes a table with one row to a section of the page, if the figures are to be kept. */
    void report(String section, Program program, String... namesAndValues) {
        String[] names = new String[namesAndValues.length / 2 + 1];
        String[] values = new String[names.length];
        names[0] = "seed";
        values[0] = Long.toString(seed);
        for (int i = 1; i < names.length; i++) {
            names[i] = namesAndValues[2 * i - 2];
            values[i] = namesAndValues[2 * i - 1];
        }
        System.out.println(section + " (" + program + "): " + Arrays.toString(names) + " " + Arrays.toString(values));
        if (PAGE.isPresent() && program.isNative()) {
            try {
                new Page(PAGE.get())
                        .replace(section, new Table(names).row(values).toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public String toString() {
        return "-Dchaos.seed=" + seed;
    }
}
