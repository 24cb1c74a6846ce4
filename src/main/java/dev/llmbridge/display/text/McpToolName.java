package dev.llmbridge.display.text;

import java.util.Optional;

/**
 * The name of a tool that a server of the Model Context Protocol has: {@code mcp__server__tool}.
 *
 * @param server which has it
 * @param tool what the server calls it
 */
public record McpToolName(String server, String tool) {
    private static final String PREFIX = "mcp__";
    private static final String SEPARATOR = "__";

    public static boolean isOne(String name) {
        return name.startsWith(PREFIX);
    }

    /** Empty for any other tool's name. */
    public static Optional<McpToolName> of(String name) {
        int end = isOne(name) ? name.indexOf(SEPARATOR, PREFIX.length()) : -1;
        if (end <= PREFIX.length() || end + SEPARATOR.length() == name.length()) {
            return Optional.empty();
        }
        return Optional.of(
                new McpToolName(name.substring(PREFIX.length(), end), name.substring(end + SEPARATOR.length())));
    }
}
