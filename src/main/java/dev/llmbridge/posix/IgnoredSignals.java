package dev.llmbridge.posix;

import java.io.IOException;

/**
 * Signals that are meant for Waybar and reach us where somebody signals by a pattern that our name matches. Their
 * default action would end this process.
 */
public final class IgnoredSignals {
    /**
     * To be called as the first act of a process that stays.
     *
     * @param name not this program's: commands that signal Waybar by a pattern would match it
     */
    public static void ignoreAll(Libc libc, String name) {
        ignore(libc);
        try {
            ProcessName.set(name);
        } catch (IOException e) {
            // Ignoring the signals is what counts.
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
