package dev.llmbridge.waybar;

import java.util.List;

/**
 * What a round of signals came to.
 *
 * @param found pids of those that were signalled for the first time
 * @param lost pids of bars that were signalled earlier and are gone
 */
public record SignalRound(List<Integer> found, List<Integer> lost) {
    static final SignalRound NOTHING = new SignalRound(List.of(), List.of());

    public SignalRound {
        found = List.copyOf(found);
        lost = List.copyOf(lost);
    }
}
