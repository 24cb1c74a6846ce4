package dev.llmbridge.setup;

import java.util.List;

/**
 * What is left to do for one part of a setup.
 *
 * @param steps the steps, in order; empty if nothing is left to do
 * @param obstacles what cannot be done
 */
public record PartPlan(SetupPart part, List<SetupStep> steps, List<Obstacle> obstacles) {
    /**
     * Something that cannot be done.
     *
     * @param reason why, in one line
     * @param instructions what the user can do instead, or text to paste; ends with a line feed unless it is empty
     */
    public record Obstacle(String reason, String instructions) {}

    public PartPlan {
        steps = List.copyOf(steps);
        obstacles = List.copyOf(obstacles);
    }

    /** Returns whether nothing is left to do. */
    public boolean isDone() {
        return steps.isEmpty() && obstacles.isEmpty();
    }
}
