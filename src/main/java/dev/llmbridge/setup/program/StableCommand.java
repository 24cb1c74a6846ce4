package dev.llmbridge.setup.program;

import dev.llmbridge.config.Environment;
import java.util.Optional;

/**
 * The command to write into other programs' settings.
 *
 * @param command the command
 * @param warning why it may stop working and how to avoid that, in one line; empty if its path is stable
 */
public record StableCommand(ProgramCommand command, Optional<String> warning) {
    /**
     * Returns the command that starts the program of this process.
     *
     * @throws UnknownProgramException if this process runs neither the native executable nor the packaged jar
     */
    public static StableCommand ofThisProcess(Environment environment) throws UnknownProgramException {
        return new StablePath(environment, StablePath::resolve).of(ProgramCommand.ofThisProcess());
    }
}
