package dev.llmbridge.setup;

import dev.llmbridge.setup.PartPlan.Obstacle;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.setup.systemd.Systemctl;
import dev.llmbridge.setup.systemd.Unit;
import dev.llmbridge.setup.systemd.UnitDirectory;
import dev.llmbridge.setup.systemd.UnitDirectory.UnitFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sets up the daemon as a service of the user's systemd.
 *
 * @param program the command that the service runs
 * @param otherDaemon a running daemon that systemd did not start
 */
record ServiceSetup(
        UnitDirectory directory, Systemctl systemctl, ProgramCommand program, Optional<ProcessHandle> otherDaemon)
        implements PartSetup {
    private static final List<String> RELOAD = List.of("daemon-reload");
    private static final String NIX = "services.llm-bridge.enable = true;\n";

    @Override
    public PartPlan install() {
        if (!systemctl.isRunning()) {
            return obstacle(
                    "systemd does not manage this user's services",
                    "Start the daemon together with your desktop, for example in Sway's configuration:\n  exec "
                            + program.shellText(List.of("daemon")) + "\n");
        }
        List<SetupStep> steps = new ArrayList<>();
        try {
            List<UnitFile> outdated = outdatedUnits();
            outdated.forEach(unit -> steps.add(new WriteUnit(unit)));
            if (!outdated.isEmpty()) {
                steps.add(new Manage(systemctl, RELOAD));
            }
            steps.addAll(startSteps(!outdated.isEmpty()));
            return new PartPlan(SetupPart.service, steps, List.of());
        } catch (ChangeRefusedException e) {
            // Units that another tool manages, and that work, need no change.
            return isUp()
                    ? new PartPlan(SetupPart.service, List.of(), List.of())
                    : obstacle(e.getMessage(), e.isManagedByNix() ? NIX : "");
        }
    }

    private List<UnitFile> outdatedUnits() throws ChangeRefusedException {
        return directory.isPackaged()
                ? List.of()
                : directory.plan(program.words()).stream()
                        .filter(unit -> !unit.isUpToDate())
                        .toList();
    }

    private List<SetupStep> startSteps(boolean unitsChange) {
        List<SetupStep> steps = new ArrayList<>();
        otherDaemon.ifPresent(daemon -> steps.add(new StopDaemon(daemon)));
        if (!isUp()) {
            steps.add(new Manage(systemctl, arguments("enable", "--now")));
        } else if (unitsChange) {
            steps.add(new Manage(systemctl, List.of("restart", Unit.SERVICE.fileName())));
        }
        return steps;
    }

    private boolean isUp() {
        return systemctl.areEnabled(Unit.names()) && systemctl.areActive(Unit.names());
    }

    @Override
    public PartPlan uninstall() {
        List<SetupStep> steps = new ArrayList<>();
        try {
            List<Path> files = directory.isPackaged() ? List.of() : directory.removable();
            boolean isManaged = systemctl.isRunning();
            if (isManaged && systemctl.areInUse(Unit.names()) && (!files.isEmpty() || directory.isPackaged())) {
                steps.add(new Manage(systemctl, arguments("disable", "--now")));
            }
            if (!files.isEmpty()) {
                steps.add(new RemoveUnits(directory, files));
                if (isManaged) {
                    steps.add(new Manage(systemctl, RELOAD));
                }
            }
            return new PartPlan(SetupPart.service, steps, List.of());
        } catch (ChangeRefusedException e) {
            return obstacle(e.getMessage(), "");
        }
    }

    private static List<String> arguments(String... verb) {
        return Stream.concat(Stream.of(verb), Unit.names().stream()).toList();
    }

    private static PartPlan obstacle(String reason, String instructions) {
        return new PartPlan(SetupPart.service, List.of(), List.of(new Obstacle(reason, instructions)));
    }

    private record WriteUnit(UnitFile unit) implements SetupStep {
        @Override
        public String preview() {
            return unit.diff();
        }

        @Override
        public List<String> take() throws ChangeRefusedException {
            unit.write();
            return List.of("wrote " + unit.path());
        }
    }

    private record RemoveUnits(UnitDirectory directory, List<Path> files) implements SetupStep {
        @Override
        public String preview() {
            StringBuilder lines = new StringBuilder();
            files.forEach(file -> lines.append("remove ").append(file).append('\n'));
            return lines.toString();
        }

        @Override
        public List<String> take() throws ChangeRefusedException {
            return directory.remove().stream().map(file -> "removed " + file).toList();
        }
    }

    private record Manage(Systemctl systemctl, List<String> arguments) implements SetupStep {
        @Override
        public String preview() {
            return "run " + Systemctl.commandLine(arguments) + "\n";
        }

        @Override
        public List<String> take() throws ChangeRefusedException {
            systemctl.run(arguments);
            return List.of("ran " + Systemctl.commandLine(arguments));
        }
    }
}
