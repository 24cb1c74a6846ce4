package dev.llmbridge.waybar;

import java.util.List;

/**
 * The result of signalling all bars once.
 *
 * @param found pids of bars that were signalled for the first time
 * @param lost pids of bars that were signalled earlier and have exited
 */
public record SignalRound(List<Integer> found, List<Integer> lost) {
    static final SignalRound NOTHING = new SignalRound(List.of(), List.of());

    public SignalRound {
        found = List.copyOf(found);
        lost = List.copyOf(lost);
    }
}
