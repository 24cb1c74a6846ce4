package dev.llmbridge.it;

import dev.llmbridge.display.BarState.Style;

/** One session that does what it is told to; the daemon hears of it as it does from hooks. */
record Story(Daemon daemon, String session, String folder) {
    /** Does what is shown in this style; what its label will say it does. */
    String bringAbout(Style style) {
        hook(Payload.prompt(session));
        return switch (style) {
            case IDLE -> told(Payload.stop(session), "Idle");
            case THINKING -> "Thinking";
            case TOOL_ACTIVE -> told(Payload.toolStart(session, "Bash", "use" + System.nanoTime()), "Bash");
            case WAITING -> told(Payload.permission(session, "Bash"), "Waiting: permission");
            case COMPACTING -> told(Payload.compaction(session), "Compacting");
            case ERROR -> told(Payload.failure(session, "overloaded"), "Error: overloaded");
        };
    }

    /** Tells what its status line would. */
    void report(String model, double cost) {
        daemon.send("STATUS:" + located(Payload.statusLine(session, model, cost)));
    }

    void hook(String payload) {
        daemon.send("HOOK:" + System.nanoTime() + ":0:" + located(payload));
    }

    private String told(String payload, String activity) {
        hook(payload);
        return activity;
    }

    private String located(String payload) {
        return payload.replace("/home/user/project", folder);
    }
}
