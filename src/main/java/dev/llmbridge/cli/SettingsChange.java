package dev.llmbridge.cli;

import dev.llmbridge.setup.claude.ChangeRefusedException;
import dev.llmbridge.setup.claude.FileChange;
import dev.llmbridge.setup.claude.SettingsFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** Applies a planned change to a Claude Code settings file, or prints it, and reports the result. */
record SettingsChange(SettingsFile file, FileChange plan) {
    boolean isNeeded() {
        return !(plan instanceof FileChange.NoChange);
    }

    /**
     * Applies the change, or prints it as a diff.
     *
     * @param done describes the applied change; printed after the file's name
     * @throws ChangeRefusedException if the change cannot be applied
     */
    void carryOut(boolean dryRun, String done, VerbOutput output) throws ChangeRefusedException {
        if (!isNeeded()) {
            output.println(file.path() + ": already up to date");
            return;
        }
        file.requireReplaceable();
        if (dryRun) {
            output.print(plan.diff(file));
            return;
        }
        Optional<Path> backup = plan.carryOut(file, LocalDate.now());
        output.println(file.path() + ": " + done);
        backup.ifPresent(copy -> output.println("backup: " + copy));
    }
}
