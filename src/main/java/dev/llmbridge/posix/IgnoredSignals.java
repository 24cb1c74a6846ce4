package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Ignores signals that mean nothing to this program and whose default action would terminate it. Those that are meant
 * for Waybar reach this process if a command such as pkill matches its name.
 */
public final class IgnoredSignals {
    private static final Path PROCESS_NAME = Path.of("/proc/self/comm");

    /**
     * Ignores the signals and renames the process. A long-running process calls this first.
     *
     * @param name the new process name, of which the kernel keeps the first 15 bytes; must not contain "waybar", or
     *     {@code pkill waybar} would match it
     */
    public static void ignoreAllAndRename(Libc libc, String name) {
        for (int signal : Signals.STRAY) {
            libc.ignore(signal);
        }
        for (int signal = Signals.RTMIN; signal <= Signals.RTMAX; signal++) {
            libc.ignore(signal);
        }
        try {
            // Not prctl(PR_SET_NAME), which renames only the calling thread.
            Files.write(PROCESS_NAME, name.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
        } catch (IOException e) {
            // The name is a precaution; the signals are ignored anyway.
        }
    }

    private IgnoredSignals() {}
}
