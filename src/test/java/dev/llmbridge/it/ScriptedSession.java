package dev.llmbridge.it;

import dev.llmbridge.display.BarState.Style;

/** A scripted session, whose events are sent to the daemon as hooks send them. */
record ScriptedSession(DaemonProcess daemon, String session, String directory) {
    /** Enters a state that has this style and returns the activity that its label will show. */
    String enterState(Style style) {
        hook(Payload.prompt(session));
        return switch (style) {
            case IDLE -> sendAndReturn(Payload.stop(session), "Idle");
            case THINKING -> "Thinking";
            case TOOL_ACTIVE -> sendAndReturn(Payload.toolStart(session, "Bash", "use" + System.nanoTime()), "Bash");
            case WAITING -> sendAndReturn(Payload.permission(session, "Bash"), "Waiting: permission");
            case COMPACTING -> sendAndReturn(Payload.compaction(session), "Compacting");
            case ERROR -> sendAndReturn(Payload.failure(session, "overloaded"), "Error: overloaded");
        };
    }

    /** Sends what the session's status line would report. */
    void report(String model, double cost) {
        daemon.send("STATUS:" + withDirectory(Payload.statusLine(session, model, cost)));
    }

    void hook(String payload) {
        daemon.send("HOOK:" + System.nanoTime() + ":0:" + withDirectory(payload));
    }

    private String sendAndReturn(String payload, String activity) {
        hook(payload);
        return activity;
    }

    private String withDirectory(String payload) {
        return payload.replace("/home/user/project", directory);
    }
}
