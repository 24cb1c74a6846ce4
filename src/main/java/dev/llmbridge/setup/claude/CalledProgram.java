package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.program.ProgramFinder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A program as the settings name it.
 *
 * @param name its path or name
 * @param isExpanded whether a shell expands ~ or $HOME at its beginning
 */
public record CalledProgram(String name, boolean isExpanded) {
    /** Returns whether a shell expands the word that begins at {@code start} of a line. */
    static boolean isExpanded(String line, int start) {
        return line.startsWith("~/", start) || line.startsWith("$", start) || line.startsWith("\"$", start);
    }

    /** Returns the file that Claude Code would run, with links resolved; empty if it cannot be run. */
    public Optional<Path> file(ProgramFinder programs) {
        return isExpanded ? programs.find(name) : programs.findExactly(name);
    }
}
