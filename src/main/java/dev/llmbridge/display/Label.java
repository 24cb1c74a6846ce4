package dev.llmbridge.display;

import dev.llmbridge.session.Activity;

/** What an activity is called. */
final class Label {
    private static final int MAX_TOOL = 20;
    private static final int MAX_MESSAGE = 80;
    private static final int MAX_DETAIL = 60;

    static String of(Activity activity) {
        return switch (activity) {
            case Activity.Idle _ -> "Idle";
            case Activity.Thinking thinking -> thinking(thinking.inBackground());
            case Activity.ToolUse tool -> tool(tool.name());
            case Activity.Waiting waiting -> waiting(waiting.reason());
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
                of(use) + use.detail().map(Label::detail).orElse("");
            case Activity.Idle _, Activity.Thinking _, Activity.Compacting _, Activity.Failed _ -> of(activity);
        };
    }

    private static String thinking(int inBackground) {
        return inBackground > 0 ? "Working (" + inBackground + " in background)" : "Thinking";
    }

    private static String detail(String detail) {
        String clean = Text.clean(detail).strip();
        return clean.isEmpty() ? "" : ": " + Text.shorten(clean, MAX_DETAIL);
    }

    /** A tool's name, fit to be shown. */
    static String tool(String name) {
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
