package dev.llmbridge.setup.program;

import dev.llmbridge.config.Environment;
import java.util.Optional;

/**
 * A command that starts this program, for use in other programs' settings. If possible, it keeps working after an
 * upgrade.
 *
 * @param command the command
 * @param warning a problem with the command and how to avoid it, in one line; empty if there is none
 */
public record StableCommand(ProgramCommand command, Optional<String> warning) {
    /**
     * Returns the command that starts the program that this process is running.
     *
     * @throws UnknownProgramException if this process is running neither the native executable nor the packaged jar
     */
    public static StableCommand ofThisProcess(Environment environment) throws UnknownProgramException {
        return new StablePath(environment, StablePath::resolve).of(ProgramCommand.ofThisProcess());
    }
}
