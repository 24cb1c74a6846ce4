package dev.llmbridge.setup.waybar;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A module as Waybar reads it.
 *
 * @param name such as {@code custom/claude}
 * @param exec the shell line that it runs; empty if it has none
 * @param returnType the value of {@code "return-type"} if that is a string
 * @param signal N in SIGRTMIN+N if that is a number
 * @param hasSignal whether {@code "signal"} is given, even if it is not a number
 * @param hasInterval whether {@code "interval"} is given
 * @param isPlaced whether the bar shows it, in one of its lists or in a group
 * @param file the file that defines it, or the first one that does
 */
public record ConfiguredModule(
        String name,
        Optional<String> exec,
        Optional<String> returnType,
        Optional<Integer> signal,
        boolean hasSignal,
        boolean hasInterval,
        boolean isPlaced,
        Path file) {
    /** Returns whether the module reads a line for each change, so that it needs no signal. */
    public boolean streams() {
        return exec.filter(line -> line.contains("--follow") || line.contains("--stream"))
                .isPresent();
    }
}
