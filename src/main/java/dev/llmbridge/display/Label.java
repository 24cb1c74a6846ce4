package dev.llmbridge.display;

import dev.llmbridge.session.Activity;

/** What an activity is called. */
final class Label {
    private static final int MAX_TOOL = 20;
    private static final int MAX_MESSAGE = 80;

    static String of(Activity activity) {
        return switch (activity) {
            case Activity.Idle _ -> "Idle";
            case Activity.Thinking _ -> "Thinking";
            case Activity.ToolUse tool -> tool(tool.name());
            case Activity.Waiting waiting -> waiting(waiting.reason());
            case Activity.Compacting _ -> "Compacting";
            case Activity.Failed failed -> failed(failed.message());
        };
    }

    private static String tool(String name) {
        String clean = Text.clean(name).strip();
        return clean.isEmpty() ? "Tool" : Text.shorten(clean, MAX_TOOL);
    }

    private static String waiting(Activity.Reason reason) {
        return switch (reason) {
            case PERMISSION -> "Waiting: permission";
            case QUESTION -> "Waiting: question";
            case PLAN -> "Waiting: plan";
            case INPUT -> "Waiting: input";
        };
    }

    private static String failed(String message) {
        String clean = Text.clean(message).strip();
        return clean.isEmpty() ? "Error" : "Error: " + Text.shorten(clean, MAX_MESSAGE);
    }

    private Label() {}
}
