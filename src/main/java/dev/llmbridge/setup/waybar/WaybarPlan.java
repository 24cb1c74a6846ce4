package dev.llmbridge.setup.waybar;

import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.FileChange;
import java.nio.file.Path;
import java.util.List;

/**
 * What is to be done to Waybar's files.
 *
 * @param changes the changes, without files that stay as they are; independent of each other
 * @param refusals what cannot be done
 * @param configurations the main configuration files, in which the module is or will be
 */
public record WaybarPlan(List<FileChange> changes, List<Refusal> refusals, List<Path> configurations) {
    /**
     * A part of the plan that the user has to do.
     *
     * @param reason names the file; says whether it is managed by Nix
     * @param paste the text to add to the file or to the Nix configuration; ends with a line feed, or is empty
     */
    public record Refusal(ChangeRefusedException reason, String paste) {}

    public WaybarPlan {
        changes = List.copyOf(changes);
        refusals = List.copyOf(refusals);
        configurations = List.copyOf(configurations);
    }

    /** Returns whether everything is done already. */
    public boolean isDone() {
        return changes.isEmpty() && refusals.isEmpty();
    }
}
