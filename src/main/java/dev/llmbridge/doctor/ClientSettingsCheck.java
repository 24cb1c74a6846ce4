package dev.llmbridge.doctor;

import dev.llmbridge.setup.claude.ChangeRefusedException;
import dev.llmbridge.setup.claude.ExecutableName;
import dev.llmbridge.setup.claude.FileSnapshot;
import dev.llmbridge.setup.claude.SettingsFile;
import dev.llmbridge.setup.claude.SettingsInspection;
import dev.llmbridge.setup.claude.UneditableSettingsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Claude Code was told, by all files together that it reads.
 *
 * @param files those of the user and of this folder
 * @param managed the machine's own, which come before all others
 * @param own the file that this program is
 * @param ownName by what it is known
 */
record ClientSettingsCheck(List<Path> files, Path managed, NamedProgram programs, Path own, ExecutableName ownName)
        implements Check {
    private static final String INSTALL = "waybar-llm-bridge install-hooks";

    @Override
    public String subject() {
        return "Claude Code's settings";
    }

    @Override
    public Finding run() {
        try {
            List<SettingsInspection> surveys = new ArrayList<>();
            for (Path file : files) {
                survey(file).ifPresent(surveys::add);
            }
            Optional<SettingsInspection> machine = survey(managed);
            machine.ifPresent(surveys::add);
            return judge(surveys, machine);
        } catch (ChangeRefusedException e) {
            return new Finding.Failure(e.getMessage(), "Claude Code cannot read it either: correct it");
        }
    }

    private Optional<SettingsInspection> survey(Path path) throws ChangeRefusedException {
        SettingsFile file = SettingsFile.at(path);
        Optional<FileSnapshot> content = file.read();
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SettingsInspection.of(content.get().content(), ownName));
        } catch (UneditableSettingsException e) {
            throw ChangeRefusedException.of(file, e);
        }
    }

    private Finding judge(List<SettingsInspection> surveys, Optional<SettingsInspection> machine) {
        if (surveys.stream().anyMatch(SettingsInspection::hooksDisabled)) {
            return new Finding.Failure("\"disableAllHooks\" is true, so Claude Code runs no hooks", "remove it");
        }
        List<SettingsInspection> heard = machine.filter(SettingsInspection::onlyManagedHooks)
                .map(List::of)
                .orElse(surveys);
        Set<String> programsNamed = new LinkedHashSet<>();
        Set<String> missing = new LinkedHashSet<>(SettingsInspection.NOTHING.missing());
        for (SettingsInspection survey : heard) {
            missing.retainAll(survey.missing());
            programsNamed.addAll(survey.programs());
        }
        if (missing.size() == SettingsInspection.NOTHING.missing().size()) {
            return heard == surveys
                    ? new Finding.Failure("none of our hooks is registered", INSTALL)
                    : new Finding.Failure(
                            managed + " allows only hooks of its own", "ask whoever administers this machine");
        }
        for (String named : programsNamed) {
            if (programs.find(named).isEmpty()) {
                return new Finding.Failure("it calls " + named + ", which cannot be run", INSTALL);
            }
        }
        return judgeDetails(surveys, missing, programsNamed);
    }

    private Finding judgeDetails(List<SettingsInspection> surveys, Set<String> missing, Set<String> programsNamed) {
        if (surveys.stream().anyMatch(SettingsInspection::ofTheOriginal)) {
            return new Finding.Warning("hooks of the original are registered", INSTALL);
        }
        if (!missing.isEmpty()) {
            return new Finding.Warning("no hook hears of " + String.join(", ", missing), INSTALL);
        }
        for (String named : programsNamed) {
            if (!programs.find(named).equals(Optional.of(own))) {
                return new Finding.Warning("it calls " + named + ", which is another program than this", INSTALL);
            }
        }
        if (surveys.stream().noneMatch(survey -> survey.statusLine() == SettingsInspection.StatusLineOwner.OURS)) {
            return new Finding.Warning("the status line is not ours, so cost and model stay unknown", INSTALL);
        }
        return new Finding.Ok("every hook and the status line call " + String.join(", ", programsNamed));
    }
}
