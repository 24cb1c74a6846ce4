package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The name of this process, as ps and pkill see it. */
public final class ProcessName {
    private static final Path FILE = Path.of("/proc/self/comm");

    /**
     * Renames the process. Writes to /proc, because prctl(PR_SET_NAME) renames only the calling thread.
     *
     * @param name the new name; the kernel keeps its first 15 bytes
     * @throws IOException if /proc is missing or not writable
     */
    public static void set(String name) throws IOException {
        Files.write(FILE, name.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
    }

    private ProcessName() {}
}
