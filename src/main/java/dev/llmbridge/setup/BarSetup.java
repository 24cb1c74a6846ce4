package dev.llmbridge.setup;

import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.setup.BarReload.ModuleChange;
import dev.llmbridge.setup.BarReload.RunningBar;
import dev.llmbridge.setup.PartPlan.Obstacle;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.FileChange;
import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.setup.waybar.BarPosition;
import dev.llmbridge.setup.waybar.ModuleOwnership;
import dev.llmbridge.setup.waybar.WaybarConfiguration;
import dev.llmbridge.setup.waybar.WaybarModule;
import dev.llmbridge.setup.waybar.WaybarPlan;
import dev.llmbridge.setup.waybar.WaybarProcess;
import dev.llmbridge.setup.waybar.WaybarSetup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds the module and its style to the configuration of Waybar, and makes the running bars read it.
 *
 * @param bars the bars whose configuration is changed
 * @param running those that run
 * @param program the command that the module runs
 * @param position where the module goes
 * @param signal the signal that the module waits for
 */
record BarSetup(
        List<WaybarProcess> bars,
        List<RunningBar> running,
        ModuleOwnership ownership,
        ProgramCommand program,
        BarPosition position,
        SignalSetting signal)
        implements PartSetup {
    BarSetup {
        bars = List.copyOf(bars);
        running = List.copyOf(running);
    }

    @Override
    public PartPlan install() {
        WaybarModule module = WaybarModule.onSignal(program, List.of(), new RealTimeSignal(signal.number()));
        WaybarPlan plan = WaybarSetup.install(bars, ownership, module, position);
        return plan(plan, isInstalled() ? ModuleChange.EDITED : ModuleChange.ADDED, signal::install);
    }

    @Override
    public PartPlan uninstall() {
        return plan(WaybarSetup.uninstall(bars, ownership), ModuleChange.REMOVED, signal::uninstall);
    }

    private boolean isInstalled() {
        return bars.stream().anyMatch(bar -> {
            Optional<Path> file = bar.configuration();
            try {
                return file.isPresent()
                        && WaybarConfiguration.read(file.get(), bar).modules().stream()
                                .anyMatch(ownership::showsState);
            } catch (ChangeRefusedException e) {
                // Waybar cannot read it either.
                return false;
            }
        });
    }

    /** Plans the change of the daemon's configuration. */
    private interface SignalPlanner {
        FileChange plan() throws ChangeRefusedException;
    }

    private PartPlan plan(WaybarPlan plan, ModuleChange change, SignalPlanner signalPlanner) {
        List<SetupStep> steps = new ArrayList<>();
        List<Obstacle> obstacles = new ArrayList<>();
        try {
            FileChange signalChange = signalPlanner.plan();
            if (!signalChange.isEmpty()) {
                signalChange.file().requireReplaceable();
                steps.add(new ChangeFile(signalChange));
            }
        } catch (ChangeRefusedException e) {
            obstacles.add(new Obstacle(e.getMessage(), signal.instructions()));
        }
        plan.changes().forEach(file -> steps.add(new ChangeFile(file)));
        plan.refusals()
                .forEach(refusal -> obstacles.add(new Obstacle(refusal.reason().getMessage(), refusal.paste())));
        if (!plan.changes().isEmpty() && !running.isEmpty()) {
            steps.add(new BarReload(running, change));
        }
        return new PartPlan(SetupPart.waybar, steps, obstacles);
    }
}
