package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names the time since the machine last booted: CLOCK_MONOTONIC and start times mean nothing beyond it. */
public final class BootId {
    private static final Path FILE = Path.of("/proc/sys/kernel/random/boot_id");

    /** The id; empty where the kernel tells none. */
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
