package dev.llmbridge.display;

import dev.llmbridge.display.text.McpToolName;
import dev.llmbridge.session.Activity;
import java.util.Locale;

/** Kinds of activity that share a glyph and are counted together, in the order in which they are shown. */
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

    private final String word;

    Icon() {
        this.word = name().toLowerCase(Locale.ROOT);
    }

    /** What it is called where there is no glyph, and in the settings. */
    String word() {
        return word;
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
            default -> McpToolName.isOne(name) ? MCP : TOOL;
        };
    }
}
