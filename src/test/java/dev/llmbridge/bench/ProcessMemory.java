package dev.llmbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of a process, in megabytes of 10^6 bytes.
 *
 * @param resident all pages in its address space (VmRSS)
 * @param proportional its share of these pages: a page that n processes have counts as 1/n (PSS)
 * @param privateDirty the pages that it has written to, which exist only because of it (Private_Dirty)
 */
record ProcessMemory(double resident, double proportional, double privateDirty) {
    private static final double BYTES_PER_KILOBYTE = 1024;
    private static final double BYTES_PER_MEGABYTE = 1e6;

    /** Reads /proc/PID/smaps_rollup. */
    static ProcessMemory of(long pid) {
        Path file = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ProcessMemory parse(String rollup) {
        return new ProcessMemory(
                megabytes(rollup, "Rss"), megabytes(rollup, "Pss"), megabytes(rollup, "Private_Dirty"));
    }

    private static double megabytes(String rollup, String field) {
        Matcher matcher = Pattern.compile("^" + field + ": +(\\d+) kB$", Pattern.MULTILINE)
                .matcher(rollup);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + field + " in " + rollup);
        }
        return Long.parseLong(matcher.group(1)) * BYTES_PER_KILOBYTE / BYTES_PER_MEGABYTE;
    }

    /** Returns the cells of a row of a table. */
    String[] cells(String process) {
        return new String[] {
            process, Table.number(resident, 1), Table.number(proportional, 1), Table.number(privateDirty, 1)
        };
    }
}
