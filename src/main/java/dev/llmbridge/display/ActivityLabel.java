package dev.llmbridge.display;

import dev.llmbridge.display.text.McpToolName;
import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.session.Activity;
import java.util.Optional;

/** What an activity is called. */
final class ActivityLabel {
    private static final int MAX_TOOL = 20;
    /** Two names in one. */
    private static final int MAX_TOOL_OF_SERVER = 36;

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

    /** The same, with the tool that asks and, where the user wants to see it, what the tool is for. */
    static String inFull(Activity activity) {
        return switch (activity) {
            case Activity.Waiting waiting ->
                of(waiting)
                        + waiting.tool().map(name -> " (" + tool(name) + ")").orElse("");
            case Activity.ToolUse use ->
                of(use)
                        + use.detail()
                                .map(ActivityLabel::detail)
                                .filter(text -> !text.isEmpty())
                                .map(text -> ": " + text)
                                .orElse("");
            case Activity.Idle _, Activity.Thinking _, Activity.Compacting _, Activity.Failed _ -> of(activity);
        };
    }

    private static String thinking(int inBackground) {
        return inBackground > 0 ? "Working (" + inBackground + " in background)" : "Thinking";
    }

    private static String detail(String detail) {
        String clean = TextSanitizer.clean(detail).strip();
        return TextSanitizer.shorten(clean, MAX_DETAIL);
    }

    /** A tool's name, fit to be shown. */
    static String tool(String name) {
        String clean = TextSanitizer.clean(name).strip();
        Optional<McpToolName> ofServer = McpToolName.of(clean);
        if (ofServer.isPresent()) {
            return TextSanitizer.shorten(
                    ofServer.get().server() + ": " + ofServer.get().tool(), MAX_TOOL_OF_SERVER);
        }
        return clean.isEmpty() ? "Tool" : TextSanitizer.shorten(clean, MAX_TOOL);
    }

    /** The tool that runs, or that asks; empty without one. */
    static String toolOf(Activity activity) {
        return switch (activity) {
            case Activity.ToolUse use -> tool(use.name());
            case Activity.Waiting waiting ->
                waiting.tool().map(ActivityLabel::tool).orElse("");
            case Activity.Idle _, Activity.Thinking _, Activity.Compacting _, Activity.Failed _ -> "";
        };
    }

    /** What the tool that runs is for; empty where the user does not want to see it. */
    static String detailOf(Activity activity) {
        return activity instanceof Activity.ToolUse use
                ? use.detail().map(ActivityLabel::detail).orElse("")
                : "";
    }

    /** What a waiting session wants; empty for any other. */
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
        return clean.isEmpty() ? "Error" : "Error: " + TextSanitizer.shorten(clean, MAX_MESSAGE);
    }

    private ActivityLabel() {}
}
