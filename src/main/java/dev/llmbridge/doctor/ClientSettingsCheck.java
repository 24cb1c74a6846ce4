package dev.llmbridge.doctor;

import dev.llmbridge.posix.ShellWords;
import dev.llmbridge.setup.claude.CalledProgram;
import dev.llmbridge.setup.claude.ClientSettings;
import dev.llmbridge.setup.claude.ClientSettings.Restriction;
import dev.llmbridge.setup.claude.ExecutableName;
import dev.llmbridge.setup.claude.Registration;
import dev.llmbridge.setup.claude.SettingsInspection;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.program.ProgramFinder;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks all settings files that Claude Code reads, taken together.
 *
 * @param files where the files are
 * @param isDefault whether {@code install-hooks} without options changes the user's file
 * @param programs finds the programs that hooks call
 * @param executable the file of this program, with links resolved
 * @param ownName the name that identifies our hooks
 */
record ClientSettingsCheck(
        ClientSettings.Places files,
        boolean isDefault,
        ProgramFinder programs,
        Path executable,
        ExecutableName ownName) {
    private static final String INSTALL = "install the hooks and the status line";

    /** Returns whether any file has a hook of ours; also true if that cannot be told. */
    boolean hasOurHooks() {
        try {
            return ClientSettings.read(files, ownName).all().stream()
                    .anyMatch(inspection -> inspection.missing().size() < Registration.EVENTS.size());
        } catch (ChangeRefusedException e) {
            return true;
        }
    }

    Finding run() {
        try {
            return evaluate(ClientSettings.read(files, ownName));
        } catch (ChangeRefusedException e) {
            return new Finding.Failure(e.getMessage(), "correct the file");
        }
    }

    private String install() {
        return isDefault
                ? "waybar-llm-bridge setup --only hooks"
                : "waybar-llm-bridge install-hooks --settings "
                        + ShellWords.quote(files.user().toString());
    }

    private Finding evaluate(ClientSettings settings) {
        List<SettingsInspection> effective = settings.effective();
        Set<CalledProgram> called = new LinkedHashSet<>();
        Set<String> missing = new LinkedHashSet<>(Registration.EVENTS);
        for (SettingsInspection inspection : effective) {
            missing.retainAll(inspection.missing());
            called.addAll(inspection.programs());
        }
        Optional<Restriction> restriction = settings.restriction();
        if (missing.size() == Registration.EVENTS.size()) {
            return restriction
                    .map(ClientSettingsCheck::restricted)
                    .orElseGet(() ->
                            new Finding.Failure("no hook of waybar-llm-bridge is registered", INSTALL, install()));
        }
        for (CalledProgram program : called) {
            if (program.file(programs).isEmpty()) {
                return new Finding.Failure(
                        "the settings call " + program.name() + ", which cannot be run", INSTALL, install());
            }
        }
        return evaluateDetails(effective, settings.all(), missing, called);
    }

    private static Finding restricted(Restriction restriction) {
        return new Finding.Failure(
                restriction.setting() + " in " + restriction.file() + " stops the hooks",
                restriction.isManaged()
                        ? "ask the administrator of this machine to allow the hooks of waybar-llm-bridge"
                        : "remove " + restriction.setting() + " from " + restriction.file());
    }

    private Finding evaluateDetails(
            List<SettingsInspection> effective,
            List<SettingsInspection> all,
            Set<String> missing,
            Set<CalledProgram> called) {
        if (effective.stream().anyMatch(SettingsInspection::fromOriginal)) {
            return new Finding.Warning("hooks of llm-waybar 0.1 are registered", INSTALL, install());
        }
        if (!missing.isEmpty()) {
            return new Finding.Warning("no hook is registered for " + String.join(", ", missing), INSTALL, install());
        }
        for (CalledProgram program : called) {
            if (!program.file(programs).equals(Optional.of(executable))) {
                return new Finding.Warning(
                        "the settings call " + program.name() + ", which is a different program", INSTALL, install());
            }
        }
        if (all.stream().noneMatch(SettingsInspection::hasOurStatusLine)) {
            return new Finding.Warning(
                    "the status line does not run waybar-llm-bridge, so cost and model are unknown",
                    INSTALL,
                    install());
        }
        return new Finding.Ok("hooks are registered for every event; they and the status line run "
                + called.stream().map(CalledProgram::name).distinct().collect(Collectors.joining(", ")));
    }
}
