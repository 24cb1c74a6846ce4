package dev.llmbridge.doctor;

import dev.llmbridge.setup.claude.ExecutableName;
import dev.llmbridge.setup.claude.Registration;
import dev.llmbridge.setup.claude.SettingsInspection;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.TargetFile;
import dev.llmbridge.setup.program.ProgramFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks all settings files that Claude Code reads, taken together.
 *
 * @param files the settings of the user and of the project in the current directory
 * @param managed the machine's managed settings, which take precedence
 * @param executable the file of this program, with links resolved
 * @param ownName the name that identifies our hooks
 */
record ClientSettingsCheck(
        List<Path> files, Path managed, ProgramFinder programs, Path executable, ExecutableName ownName) {
    private static final String INSTALL = "waybar-llm-bridge install-hooks";

    Finding run() {
        try {
            List<SettingsInspection> inspections = new ArrayList<>();
            for (Path file : files) {
                inspect(file).ifPresent(inspections::add);
            }
            Optional<SettingsInspection> managedInspection = inspect(managed);
            managedInspection.ifPresent(inspections::add);
            return evaluate(inspections, managedInspection);
        } catch (ChangeRefusedException e) {
            return new Finding.Failure(e.getMessage(), "correct it; Claude Code cannot read it either");
        }
    }

    private Optional<SettingsInspection> inspect(Path path) throws ChangeRefusedException {
        return SettingsInspection.of(TargetFile.at(path), ownName);
    }

    private Finding evaluate(List<SettingsInspection> inspections, Optional<SettingsInspection> managedInspection) {
        if (inspections.stream().anyMatch(SettingsInspection::hooksDisabled)) {
            return new Finding.Failure("\"disableAllHooks\" is true, so Claude Code runs no hooks", "remove it");
        }
        Optional<SettingsInspection> exclusive = managedInspection.filter(
                inspection -> inspection.allowManagedHooksOnly().orElse(false));
        List<SettingsInspection> effective = exclusive.map(List::of).orElse(inspections);
        Set<String> programsNamed = new LinkedHashSet<>();
        Set<String> missing = new LinkedHashSet<>(Registration.EVENTS);
        for (SettingsInspection inspection : effective) {
            missing.retainAll(inspection.missing());
            inspection.programs().forEach(program -> programsNamed.add(program.name()));
        }
        if (missing.size() == Registration.EVENTS.size()) {
            return exclusive.isEmpty()
                    ? new Finding.Failure("no hook of waybar-llm-bridge is registered", INSTALL)
                    : new Finding.Failure(
                            managed + " allows only managed hooks", "ask the administrator of this machine");
        }
        for (String named : programsNamed) {
            if (programs.find(named).isEmpty()) {
                return new Finding.Failure("the settings call " + named + ", which cannot be run", INSTALL);
            }
        }
        return evaluateDetails(inspections, missing, programsNamed);
    }

    private Finding evaluateDetails(
            List<SettingsInspection> inspections, Set<String> missing, Set<String> programsNamed) {
        if (inspections.stream().anyMatch(SettingsInspection::fromOriginal)) {
            return new Finding.Warning("hooks of llm-waybar 0.1 are registered", INSTALL);
        }
        if (!missing.isEmpty()) {
            return new Finding.Warning("no hook is registered for " + String.join(", ", missing), INSTALL);
        }
        for (String named : programsNamed) {
            if (!programs.find(named).equals(Optional.of(executable))) {
                return new Finding.Warning("the settings call " + named + ", which is a different program", INSTALL);
            }
        }
        if (inspections.stream().noneMatch(SettingsInspection::hasOurStatusLine)) {
            return new Finding.Warning(
                    "the status line does not run waybar-llm-bridge, so cost and model are unknown", INSTALL);
        }
        return new Finding.Ok("hooks are registered for every event; they and the status line run "
                + String.join(", ", programsNamed));
    }
}
