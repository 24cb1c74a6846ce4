package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Ignores signals that are meant for Waybar and reach this process if a command such as pkill matches its name. Their
 * default action would terminate it.
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
        libc.ignore(Signals.USR1);
        libc.ignore(Signals.USR2);
        for (int signal = Signals.RTMIN + 1; signal <= Signals.RTMAX; signal++) {
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
