package dev.llmbridge.setup;

import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.setup.BarReload.RunningBar;
import dev.llmbridge.setup.claude.Registration;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.setup.program.ProgramFinder;
import dev.llmbridge.setup.systemd.Systemctl;
import dev.llmbridge.setup.systemd.Unit;
import dev.llmbridge.setup.systemd.UnitDirectory;
import dev.llmbridge.setup.waybar.BarPosition;
import dev.llmbridge.setup.waybar.ModuleOwnership;
import dev.llmbridge.setup.waybar.WaybarProcess;
import dev.llmbridge.setup.waybar.WaybarSignals;
import dev.llmbridge.store.FileLocks;
import dev.llmbridge.waybar.WaybarFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Plans the setup of this program, for all parts or for some. */
public final class Setup {
    private final PartSetup service;
    private final PartSetup hooks;
    private final PartSetup waybar;

    Setup(PartSetup service, PartSetup hooks, PartSetup waybar) {
        this.service = service;
        this.hooks = hooks;
        this.waybar = waybar;
    }

    /**
     * Returns the setup for the user who runs this process.
     *
     * @param settings the configured settings
     * @param signal N in SIGRTMIN+N if the user has chosen it; otherwise it is one that no other module uses
     * @param program the command that starts this program
     * @param position where the module goes in the bar
     * @throws ChangeRefusedException if the user has no home directory
     */
    public static Setup of(
            Libc libc,
            Environment environment,
            Settings settings,
            Optional<Integer> signal,
            ProgramCommand program,
            BarPosition position)
            throws ChangeRefusedException {
        ProcFs proc = new ProcFs();
        Systemctl systemctl = Systemctl.ofThisUser();
        List<Path> clientDirectories = settings.clientSessions().stream()
                .map(sessions -> Objects.requireNonNull(sessions.getParent()))
                .toList();
        WaybarFinder finder = new WaybarFinder(proc, libc.getuid());
        List<WaybarProcess> bars = WaybarProcess.all(finder, proc, environment);
        List<RunningBar> running = finder.scan().stream()
                .<RunningBar>map(bar -> new BarProcess(libc, proc, systemctl, settings.stateFile(), bar))
                .toList();
        ProgramFinder programs = new ProgramFinder(environment);
        Path executable = programs.find(program.file().toString()).orElse(program.file());
        ModuleOwnership ownership = new ModuleOwnership(program.words().getLast(), settings.stateFile());
        SignalChoice choice = SignalChoice.of(settings.signal().offset(), WaybarSignals.of(bars), ownership);
        return new Setup(
                new ServiceSetup(UnitDirectory.of(environment), systemctl, program, otherDaemon(libc, proc, settings)),
                new HooksSetup(
                        HooksSetup.directories(environment, clientDirectories),
                        Registration.keeping(program, false, programs, executable)),
                new BarSetup(
                        bars, running, ownership, program, position, SignalSetting.of(environment, choice, signal)));
    }

    /** Returns the process that holds the daemon's lock, unless systemd has started it. */
    private static Optional<ProcessHandle> otherDaemon(Libc libc, ProcFs proc, Settings settings) {
        TrustedFiles files = TrustedFiles.of(libc, settings.runtimeDirectory());
        OptionalInt pid = new FileLocks(libc, files.users()).holder(settings.daemonLock());
        return pid.isPresent() && !Unit.SERVICE.contains(proc.controlGroups(pid.getAsInt()))
                ? ProcessHandle.of(pid.getAsInt())
                : Optional.empty();
    }

    /** Returns what is left to do to set up these parts, in the order in which it has to be done. */
    public List<PartPlan> install(Set<SetupPart> wanted) {
        List<PartPlan> plans = new ArrayList<>();
        for (SetupPart part : SetupPart.values()) {
            if (wanted.contains(part)) {
                plans.add(of(part).install());
            }
        }
        return List.copyOf(plans);
    }

    /** Returns what is left to do to remove these parts, in the order in which it has to be done. */
    public List<PartPlan> uninstall(Set<SetupPart> wanted) {
        List<PartPlan> plans = new ArrayList<>();
        for (SetupPart part : SetupPart.values()) {
            if (wanted.contains(part)) {
                plans.addFirst(of(part).uninstall());
            }
        }
        return List.copyOf(plans);
    }

    private PartSetup of(SetupPart part) {
        return switch (part) {
            case service -> service;
            case hooks -> hooks;
            case waybar -> waybar;
        };
    }
}
