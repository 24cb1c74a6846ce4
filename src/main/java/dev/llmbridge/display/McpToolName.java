package dev.llmbridge.display;

import java.util.Optional;

/**
 * The name of a tool of an MCP (Model Context Protocol) server: {@code mcp__server__tool}.
 *
 * @param server the name of the server
 * @param tool the name of the tool within the server
 */
record McpToolName(String server, String tool) {
    private static final String PREFIX = "mcp__";
    private static final String SEPARATOR = "__";

    /** Whether a tool belongs to an MCP server, even if the rest of its name is malformed. */
    static boolean isMcpTool(String name) {
        return name.startsWith(PREFIX);
    }

    /** Returns empty if the name does not have the form {@code mcp__server__tool}. */
    static Optional<McpToolName> parse(String name) {
        int end = isMcpTool(name) ? name.indexOf(SEPARATOR, PREFIX.length()) : -1;
        if (end <= PREFIX.length() || end + SEPARATOR.length() == name.length()) {
            return Optional.empty();
        }
        return Optional.of(
                new McpToolName(name.substring(PREFIX.length(), end), name.substring(end + SEPARATOR.length())));
    }
}
