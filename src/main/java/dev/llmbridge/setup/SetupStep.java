package dev.llmbridge.setup;

import dev.llmbridge.setup.file.ChangeRefusedException;
import java.util.List;

/** One step of a setup. It is shown first and taken later. */
public interface SetupStep {
    /** Returns what the step does: a unified diff, or one line for each action; ends with a line feed. */
    String preview();

    /**
     * Takes the step.
     *
     * @return what was done, one line each, without line feeds
     * @throws ChangeRefusedException if it cannot be done; the message is one line
     */
    List<String> take() throws ChangeRefusedException;
}
