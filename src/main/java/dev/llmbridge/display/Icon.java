package dev.llmbridge.display;

import dev.llmbridge.session.Activity;
import java.util.Locale;

/** Categories of activities that share a glyph and are counted together, in display order. */
public enum Icon {
    WAITING,
    ERROR,
    THINKING,
    READ,
    EDIT,
    BASH,
    SEARCH,
    TASK,
    WEB,
    TODO,
    MCP,
    TOOL,
    COMPACTING,
    IDLE;

    private final String label;

    Icon() {
        this.label = name().toLowerCase(Locale.ROOT);
    }

    /** Returns the name in the settings, which is also shown if there is no glyph. */
    String label() {
        return label;
    }

    static Icon of(Activity activity) {
        return switch (activity) {
            case Activity.Idle _ -> IDLE;
            case Activity.Thinking _ -> THINKING;
            case Activity.ToolUse tool -> ofTool(tool.name());
            case Activity.Waiting _ -> WAITING;
            case Activity.Compacting _ -> COMPACTING;
            case Activity.Failed _ -> ERROR;
        };
    }

    private static Icon ofTool(String name) {
        return switch (name) {
            case "Read", "NotebookRead", "ReadMcpResourceTool" -> READ;
            case "Edit", "MultiEdit", "Write", "NotebookEdit" -> EDIT;
            case "Bash", "BashOutput", "KillShell", "KillBash" -> BASH;
            case "Grep", "Glob", "LS", "ToolSearch", "LSP" -> SEARCH;
            case "Task", "Agent", "TaskOutput", "TaskStop" -> TASK;
            case "WebFetch", "WebSearch" -> WEB;
            case "TodoWrite", "TodoRead", "TaskCreate", "TaskUpdate", "TaskList", "TaskGet" -> TODO;
            default -> McpToolName.isMcpTool(name) ? MCP : TOOL;
        };
    }
}
