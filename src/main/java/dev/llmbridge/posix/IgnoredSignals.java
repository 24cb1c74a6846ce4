package dev.llmbridge.posix;

import java.io.IOException;

/**
 * Ignores signals that are meant for Waybar and reach this process if a command such as pkill matches its name. Their
 * default action would terminate it.
 */
public final class IgnoredSignals {
    /**
     * Ignores the signals and renames the process. A long-running process calls this first.
     *
     * @param name the new process name; must not contain "waybar", or {@code pkill waybar} would match it
     */
    public static void ignoreAll(Libc libc, String name) {
        ignore(libc);
        try {
            ProcessName.set(name);
        } catch (IOException e) {
            // The name is a precaution; the signals are ignored anyway.
        }
    }

    static void ignore(Libc libc) {
        libc.ignore(Signals.USR1);
        libc.ignore(Signals.USR2);
        for (int signal = Signals.RTMIN + 1; signal <= Signals.RTMAX; signal++) {
            libc.ignore(signal);
        }
    }

    private IgnoredSignals() {}
}
