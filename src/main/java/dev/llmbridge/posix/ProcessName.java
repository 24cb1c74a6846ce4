package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The name of this process, as ps and pkill know it. */
public final class ProcessName {
    private static final Path FILE = Path.of("/proc/self/comm");

    /**
     * Renames the process. Written to the file, for prctl would rename the calling thread alone.
     *
     * @param name what the kernel keeps the first 15 bytes of
     * @throws IOException where /proc is missing or may not be written
     */
    public static void set(String name) throws IOException {
        Files.write(FILE, name.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
    }

    private ProcessName() {}
}
