package dev.llmbridge.setup;

import dev.llmbridge.setup.waybar.ConfiguredModule;
import dev.llmbridge.setup.waybar.ModuleOwnership;
import dev.llmbridge.setup.waybar.WaybarSignals;
import java.util.List;

/**
 * The number of the signal that the daemon sends to Waybar. If other modules wait for the configured signal, each change
 * of a session would also run their programs, such as a check for updates, so another number is better.
 *
 * @param configured N in SIGRTMIN+N, as configured
 * @param others the other modules that wait for it
 * @param chosen the configured number if no other module waits for it, or if none is free; otherwise the lowest free one
 */
public record SignalChoice(int configured, List<ConfiguredModule> others, int chosen) {
    public SignalChoice {
        others = List.copyOf(others);
    }

    /** Returns the choice for the modules of all bars. */
    public static SignalChoice of(int configured, WaybarSignals signals, ModuleOwnership ownership) {
        List<ConfiguredModule> others = signals.on(configured).stream()
                .filter(module -> !ownership.showsState(module))
                .toList();
        int chosen = others.isEmpty()
                ? configured
                : signals.free().stream().findFirst().orElse(configured);
        return new SignalChoice(configured, others, chosen);
    }

    /** Returns whether another number than the configured one is better. */
    public boolean isDifferent() {
        return chosen != configured;
    }

    /** Returns a sentence without a full stop that says which module has the configured number. */
    public String reason() {
        ConfiguredModule other = others.getFirst();
        return "signal " + configured + " is also used by \"" + other.name() + "\" in " + other.file();
    }
}
