package dev.llmbridge.doctor;

import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.waybar.WaybarFinder;
import dev.llmbridge.waybar.WaybarFinder.Bar;
import java.util.ArrayList;
import java.util.List;

/** Checks that a Waybar of this user runs and handles the signal. */
record WaybarCheck(WaybarFinder finder, RealTimeSignal signal) {
    Finding run() {
        List<String> ready = new ArrayList<>();
        List<String> unready = new ArrayList<>();
        for (Bar bar : finder.scan()) {
            (finder.catches(bar, signal) ? ready : unready).add(Integer.toString(bar.pid()));
        }
        if (!ready.isEmpty()) {
            return new Finding.Ok("pid " + String.join(", ", ready) + " handles the signal");
        }
        return unready.isEmpty()
                ? new Finding.Warning("none is running as this user", "start Waybar; it shows the state at once")
                : new Finding.Warning(
                        "pid " + String.join(", ", unready) + " does not handle signal " + signal.offset(),
                        "wait until Waybar has started, then try again",
                        "waybar-llm-bridge doctor");
    }
}
