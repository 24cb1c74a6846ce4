package dev.llmbridge.waybar;

import dev.llmbridge.posix.ProcFs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Tells by /proc alone which processes are Waybars: an executable's path may be unreadable from a sandbox. */
public final class WaybarFinder {
    /** A process, so told that a later one with its pid is not taken for it. */
    public record Bar(int pid, long startTime) {}

    private static final String NAME = "waybar";
    /** NixOS wraps the program; the wrapper execs this. */
    private static final String WRAPPED_NAME = ".waybar-wrapped";

    private final ProcFs proc;
    private final int uid;

    /** @param uid whose bars are meant */
    public WaybarFinder(ProcFs proc, int uid) {
        this.proc = proc;
        this.uid = uid;
    }

    /** All of this user's, those included that are still starting. */
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
        return proc.startTime(bar.pid()).equals(OptionalLong.of(bar.startTime()));
    }

    /** A bar without a handler, as each is for its first 25-100 ms, would die of the signal. */
    public boolean catches(Bar bar, int signal) {
        return proc.catchesSignal(bar.pid(), signal);
    }

    private boolean hasName(int pid) {
        Optional<String> comm = proc.comm(pid);
        return comm.isPresent() && (comm.get().equals(NAME) || comm.get().equals(WRAPPED_NAME));
    }
}
