package dev.llmbridge.setup;

import dev.llmbridge.setup.file.ChangeRefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the running bars read their changed configuration. Some versions of Waybar, such as 0.9.17, read only their
 * style sheet again while they run; they are restarted if they are systemd units.
 *
 * @param expected what a bar shows once it has read the new configuration
 */
record BarReload(List<RunningBar> bars, ModuleChange expected) implements SetupStep {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** How the configuration of the bars has changed. */
    enum ModuleChange {
        ADDED,
        /** The module runs before and after the change, so its runs do not show which configuration the bar uses. */
        EDITED,
        REMOVED
    }

    /** A running Waybar of this user. */
    interface RunningBar {
        long pid();

        /** Makes the bar read its files again, and returns whether it then runs our module within the timeout. */
        boolean reload(Duration timeout);

        /** Returns the systemd unit whose main process this is; empty if there is none. */
        Optional<String> unit();

        /** @throws ChangeRefusedException if systemd cannot restart the unit */
        void restart(String unit) throws ChangeRefusedException;
    }

    BarReload {
        bars = List.copyOf(bars);
    }

    @Override
    public String preview() {
        StringBuilder lines = new StringBuilder();
        bars.forEach(bar -> lines.append("reload ").append(name(bar)).append('\n'));
        return lines.toString();
    }

    @Override
    public List<String> take() throws ChangeRefusedException {
        List<String> done = new ArrayList<>();
        for (RunningBar bar : bars) {
            done.add(reload(bar));
        }
        return List.copyOf(done);
    }

    private String reload(RunningBar bar) throws ChangeRefusedException {
        boolean runsModule = bar.reload(TIMEOUT);
        boolean isUpToDate =
                switch (expected) {
                    case ADDED -> runsModule;
                    case EDITED -> false;
                    case REMOVED -> !runsModule;
                };
        if (isUpToDate) {
            return "reloaded " + name(bar);
        }
        Optional<String> unit = bar.unit();
        if (unit.isEmpty()) {
            return "restart Waybar (pid " + bar.pid()
                    + "): this version reads only its style sheet again while it runs";
        }
        bar.restart(unit.get());
        return "restarted " + unit.get();
    }

    private static String name(RunningBar bar) {
        return "Waybar (pid " + bar.pid() + ")";
    }
}
