package dev.llmbridge.doctor;

import dev.llmbridge.waybar.WaybarFinder;
import dev.llmbridge.waybar.WaybarFinder.Bar;
import java.util.ArrayList;
import java.util.List;

/** Whether there is a bar that takes signals. */
record WaybarCheck(WaybarFinder finder, int signal) implements Check {
    @Override
    public String subject() {
        return "Waybar";
    }

    @Override
    public Finding run() {
        List<String> ready = new ArrayList<>();
        List<String> deaf = new ArrayList<>();
        for (Bar bar : finder.scan()) {
            (finder.catches(bar, signal) ? ready : deaf).add(Integer.toString(bar.pid()));
        }
        if (!ready.isEmpty()) {
            return new Finding.Ok("pid " + String.join(", ", ready) + " takes signals");
        }
        return deaf.isEmpty()
                ? new Finding.Warning("none of yours runs", "start it: the bar shows the state as soon as it does")
                : new Finding.Warning(
                        "pid " + String.join(", ", deaf) + " has no handler for signals",
                        "it may still be starting: try again");
    }
}
