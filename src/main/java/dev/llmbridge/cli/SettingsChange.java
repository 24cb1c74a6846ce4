package dev.llmbridge.cli;

import dev.llmbridge.setup.claude.ChangeRefusedException;
import dev.llmbridge.setup.claude.FileChange;
import dev.llmbridge.setup.claude.SettingsFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** Carries out what was planned for a file of settings, or shows it, and says so. */
record SettingsChange(SettingsFile file, FileChange plan) {
    boolean isNeeded() {
        return !(plan instanceof FileChange.NoChange);
    }

    /**
     * Does it, or prints what it would do.
     *
     * @param done what was done, to be read after the file's name
     * @throws ChangeRefusedException if it cannot be done
     */
    void carryOut(boolean dryRun, String done, VerbOutput output) throws ChangeRefusedException {
        if (!isNeeded()) {
            output.say(file.path() + ": nothing to do");
            return;
        }
        file.requireReplaceable();
        if (dryRun) {
            output.print(plan.diff(file));
            return;
        }
        Optional<Path> backup = plan.carryOut(file, LocalDate.now());
        output.say(file.path() + ": " + done);
        backup.ifPresent(copy -> output.say("what was there before: " + copy));
    }
}
