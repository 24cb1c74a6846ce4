package dev.llmbridge.setup.claude;

/**
 * Identifies a program as ours by its file name, or by its path if the user renamed it.
 *
 * @param path the path of the executable or jar, as our entries name it
 */
public record ExecutableName(String path) {
    private static final String NAME = "waybar-llm-bridge";

    boolean matches(String program) {
        return program.equals(path) || hasDefaultName(program);
    }

    /** Returns whether the file name is that of any version of this program, or of the original program. */
    static boolean hasDefaultName(String program) {
        return program.substring(program.lastIndexOf('/') + 1).contains(NAME);
    }
}
