package dev.llmbridge.setup.claude;

/**
 * By what a program is known to be ours: its file's name, or its path where somebody has given it another name.
 *
 * @param path of the program that runs now; links are not followed
 */
public record ExecutableName(String path) {
    private static final String NAME = "waybar-llm-bridge";

    boolean isOf(String program) {
        return program.equals(path) || isUsual(program);
    }

    /** Of any version, and of the original. */
    static boolean isUsual(String program) {
        return program.substring(program.lastIndexOf('/') + 1).contains(NAME);
    }
}
