package dev.llmbridge.display;

import dev.llmbridge.session.Activity;

/** Kinds of activity that share a glyph and are counted together, in the order in which they are shown. */
enum Icon {
    WAITING,
    FAILED,
    THINKING,
    READ,
    EDIT,
    BASH,
    SEARCH,
    TASK,
    TOOL,
    COMPACTING,
    IDLE;

    static Icon of(Activity activity) {
        return switch (activity) {
            case Activity.Idle _ -> IDLE;
            case Activity.Thinking _ -> THINKING;
            case Activity.ToolUse tool -> ofTool(tool.name());
            case Activity.Waiting _ -> WAITING;
            case Activity.Compacting _ -> COMPACTING;
            case Activity.Failed _ -> FAILED;
        };
    }

    private static Icon ofTool(String name) {
        return switch (name) {
            case "Read" -> READ;
            case "Edit", "Write" -> EDIT;
            case "Bash" -> BASH;
            case "Grep", "Glob" -> SEARCH;
            case "Task", "Agent" -> TASK;
            default -> TOOL;
        };
    }
}
