package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Identifies the current boot: CLOCK_MONOTONIC and process start times cannot be compared across boots. */
public final class BootId {
    private static final Path FILE = Path.of("/proc/sys/kernel/random/boot_id");

    /** Returns the boot id, or an empty string if /proc does not provide one. */
    public static String read() {
        return read(FILE);
    }

    static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException _) {
            return "";
        }
    }

    private BootId() {}
}
