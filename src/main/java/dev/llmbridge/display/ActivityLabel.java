package dev.llmbridge.display;

import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.BackgroundTasks;
import java.util.Optional;

/** Labels of activities, unescaped. */
final class ActivityLabel {
    private static final int MAX_TOOL = 20;
    /** Longer, because the label consists of two names. */
    private static final int MAX_MCP_TOOL = 36;

    private static final int MAX_MESSAGE = 80;
    private static final int MAX_DETAIL = 60;

    static String of(Activity activity) {
        return switch (activity) {
            case Activity.Idle _ -> "Idle";
            case Activity.Thinking thinking -> thinking(thinking.inBackground());
            case Activity.ToolUse tool -> tool(tool.name());
            case Activity.Waiting waiting -> "Waiting: " + reason(waiting.reason());
            case Activity.Compacting _ -> "Compacting";
            case Activity.Failed failed -> failed(failed.message());
        };
    }

    /**
     * Returns the label, with the tool that is waiting for an answer, the number of shells that an idle session left
     * running or, if the user enabled details, the detail of the running tool.
     */
    static String withDetail(Activity activity) {
        String tool = activity instanceof Activity.Waiting
                ? toolOf(activity).map(name -> " (" + name + ")").orElse("")
                : "";
        String shells = activity instanceof Activity.Idle idle && idle.shells() > 0
                ? " (" + counted(idle.shells(), "shell") + ")"
                : "";
        String detail = detailOf(activity);
        return of(activity) + tool + shells + (detail.isEmpty() ? "" : ": " + detail);
    }

    /** Returns the number of background tasks of each kind; empty if there are none. */
    static String background(BackgroundTasks tasks) {
        String separator = tasks.workers() > 0 && tasks.shells() > 0 ? ", " : "";
        return counted(tasks.workers(), "task") + separator + counted(tasks.shells(), "shell");
    }

    private static String counted(int count, String noun) {
        return switch (count) {
            case 0 -> "";
            case 1 -> "1 " + noun;
            default -> count + " " + noun + "s";
        };
    }

    private static String thinking(int inBackground) {
        return inBackground > 0 ? "Working (" + inBackground + " in background)" : "Thinking";
    }

    private static String detail(String detail) {
        String clean = TextSanitizer.clean(detail).strip();
        return TextSanitizer.truncate(clean, MAX_DETAIL);
    }

    /** Returns the label of a tool; never empty. */
    static String tool(String name) {
        String clean = TextSanitizer.clean(name).strip();
        Optional<McpToolName> mcpTool = McpToolName.parse(clean);
        if (mcpTool.isPresent()) {
            return TextSanitizer.truncate(
                    mcpTool.get().server() + ": " + mcpTool.get().tool(), MAX_MCP_TOOL);
        }
        return clean.isEmpty() ? "Tool" : TextSanitizer.truncate(clean, MAX_TOOL);
    }

    /** Returns the label of the tool that is running or waiting for an answer. */
    static Optional<String> toolOf(Activity activity) {
        return switch (activity) {
            case Activity.ToolUse use -> Optional.of(tool(use.name()));
            case Activity.Waiting waiting -> waiting.tool().map(ActivityLabel::tool);
            case Activity.Idle _, Activity.Thinking _, Activity.Compacting _, Activity.Failed _ -> Optional.empty();
        };
    }

    /** Returns the detail of the running tool; empty if there is none. */
    static String detailOf(Activity activity) {
        return activity instanceof Activity.ToolUse use
                ? use.detail().map(ActivityLabel::detail).orElse("")
                : "";
    }

    /** Returns what a waiting session wants; empty for other activities. */
    static String waitingFor(Activity activity) {
        return activity instanceof Activity.Waiting waiting ? reason(waiting.reason()) : "";
    }

    private static String reason(Activity.Reason reason) {
        return switch (reason) {
            case PERMISSION -> "permission";
            case QUESTION -> "question";
            case PLAN -> "plan";
            case INPUT -> "input";
        };
    }

    private static String failed(String message) {
        String clean = TextSanitizer.clean(message).strip();
        return clean.isEmpty() ? "Error" : "Error: " + TextSanitizer.truncate(clean, MAX_MESSAGE);
    }

    private ActivityLabel() {}
}
