package dev.llmbridge.doctor;

import java.util.List;
import java.util.Optional;

/**
 * How the user can start the daemon on this system, and make the running one start again.
 *
 * @param hasSystemd whether systemd runs
 * @param isInstalled whether systemd has our service
 * @param process the running daemon; empty if none answers
 */
record DaemonControl(boolean hasSystemd, boolean isInstalled, Optional<DaemonProcess> process) {
    static final String SERVICE = "llm-bridge.service";
    static final String SOCKET = "llm-bridge.socket";

    /** What to advise with {@link #start}. */
    static final String START = "start the daemon";

    /** What to advise with {@link #restart}. */
    static final String RESTART = "restart the daemon";

    private static final String ENABLE = "systemctl --user enable --now " + SOCKET + " " + SERVICE;
    private static final String SETUP = "waybar-llm-bridge setup --only service";
    private static final String RUN = "waybar-llm-bridge daemon";

    /** Returns the commands that start the daemon, now and at every login. */
    List<String> start() {
        if (!hasSystemd) {
            return List.of(RUN);
        }
        return List.of(isInstalled ? ENABLE : SETUP);
    }

    /** Returns the commands that write the units again and make systemd use them. */
    List<String> reinstall() {
        return List.of(SETUP);
    }

    /** Returns the commands that start the running daemon again, so that it uses the current executable. */
    List<String> restart() {
        if (process.isEmpty()) {
            return start();
        }
        return process.get().managedBySystemd()
                ? List.of("systemctl --user restart " + SERVICE)
                : List.of("kill " + process.get().pid(), RUN);
    }

    /** Returns the commands that replace a daemon that systemd does not manage with one that it does. */
    List<String> takeOver() {
        return List.of(SETUP);
    }

    /** Returns the commands that make the running daemon read its configuration file again. */
    List<String> reload() {
        if (process.isEmpty()) {
            return start();
        }
        return process.get().managedBySystemd()
                ? List.of("systemctl --user reload " + SERVICE)
                : List.of("kill -HUP " + process.get().pid());
    }
}
