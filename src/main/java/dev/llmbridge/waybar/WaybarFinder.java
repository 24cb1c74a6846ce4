package dev.llmbridge.waybar;

import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.posix.RealTimeSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Finds running Waybars by process name, because the executable's path may be unreadable from a sandbox. */
public final class WaybarFinder {
    /** A Waybar process. The start time distinguishes it from a later process with the same pid. */
    public record Bar(int pid, long startTime) {}

    private static final String NAME = "waybar";
    /** The process name on NixOS, where {@code waybar} is a wrapper around a program of this name. */
    private static final String WRAPPED_NAME = ".waybar-wrapped";

    private final ProcFs proc;
    private final int uid;

    /** @param uid the user whose bars are found */
    public WaybarFinder(ProcFs proc, int uid) {
        this.proc = proc;
        this.uid = uid;
    }

    /** Returns all bars of the user, including those that are still starting. */
    public List<Bar> scan() {
        List<Bar> bars = new ArrayList<>();
        for (int pid : proc.pids()) {
            if (hasName(pid) && proc.uid(pid).equals(OptionalInt.of(uid))) {
                OptionalLong startTime = proc.startTime(pid);
                if (startTime.isPresent()) {
                    bars.add(new Bar(pid, startTime.getAsLong()));
                }
            }
        }
        return bars;
    }

    boolean isAlive(Bar bar) {
        return proc.isRunning(bar.pid(), bar.startTime());
    }

    /**
     * Returns whether the bar handles the signal; without a handler, as in its first 25-100 ms, the signal would kill
     * it.
     */
    public boolean catches(Bar bar, RealTimeSignal signal) {
        return proc.catchesSignal(bar.pid(), signal.number());
    }

    private boolean hasName(int pid) {
        Optional<String> comm = proc.comm(pid);
        return comm.isPresent() && (comm.get().equals(NAME) || comm.get().equals(WRAPPED_NAME));
    }
}
