package dev.llmbridge.setup.waybar;

import dev.llmbridge.setup.file.ChangeRefusedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** The real-time signals that modules of Waybar wait for, whoever made the modules and whether or not they are shown. */
public final class WaybarSignals {
    /** The numbers that Waybar handles, from 1; N means SIGRTMIN+N. */
    public static final int MAX = 30;

    private final List<ConfiguredModule> modules;

    /** @param configurations those of all bars, because the daemon signals all bars */
    public WaybarSignals(Collection<WaybarConfiguration> configurations) {
        this.modules = configurations.stream()
                .flatMap(configuration -> configuration.modules().stream())
                .distinct()
                .toList();
    }

    /** Returns the signals in the configurations of some bars; one that cannot be read has none. */
    public static WaybarSignals of(List<WaybarProcess> processes) {
        List<WaybarConfiguration> configurations = new ArrayList<>();
        for (WaybarProcess process : processes) {
            try {
                if (process.configuration().isPresent()) {
                    configurations.add(
                            WaybarConfiguration.read(process.configuration().get(), process));
                }
            } catch (ChangeRefusedException e) {
                // Waybar cannot read it either.
            }
        }
        return new WaybarSignals(configurations);
    }

    /** Returns the modules on a number, ours included. */
    public List<ConfiguredModule> on(int number) {
        return modules.stream()
                .filter(module -> module.signal().stream().anyMatch(signal -> signal == number))
                .toList();
    }

    /** Returns the numbers from 1 to {@link #MAX} that no module uses, in ascending order. */
    public List<Integer> free() {
        return IntStream.rangeClosed(1, MAX)
                .filter(number -> on(number).isEmpty())
                .boxed()
                .toList();
    }
}
