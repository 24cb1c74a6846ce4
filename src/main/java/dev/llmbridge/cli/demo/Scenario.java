package dev.llmbridge.cli.demo;

import dev.llmbridge.cli.demo.Payload.Actor;
import dev.llmbridge.cli.demo.Step.Client;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A story that can be played, as data. */
public enum Scenario {
    SINGLE_SESSION("single-session") {
        @Override
        List<Step> steps() {
            return List.of(
                    unseen("SessionStart", PROJECT, shown -> shown.sessions() == 1),
                    hook("UserPromptSubmit", PROJECT, activity("Thinking")),
                    hook("PreToolUse.Read", PROJECT, activity("Read")),
                    hook("PostToolUse.Read", PROJECT, activity("Thinking")),
                    hook("PreToolUse.Edit", PROJECT, activity("Edit")),
                    hook("PostToolUse.Edit", PROJECT, activity("Thinking")),
                    hook("PreToolUse.Bash", PROJECT, activity("Bash")),
                    hook("PostToolUse.Bash", PROJECT, activity("Thinking")),
                    hook("Stop", PROJECT, activity("Idle")),
                    statusLine(PROJECT, "0.42"));
        }
    },
    MULTI_SESSION("multi-session") {
        @Override
        List<Step> steps() {
            return List.of(
                    hook("UserPromptSubmit", PROJECT, activity("Thinking")),
                    statusLine(PROJECT, "0.42"),
                    hook("UserPromptSubmit", WEBSITE, sessions(2, "thinking")),
                    hook("PreToolUse.Bash", WEBSITE, sessions(2, "tool-active")),
                    statusLine(WEBSITE, "1.60"),
                    hook("PreToolUse.Edit", PROJECT, sessions(2, "tool-active")),
                    hook("PostToolUse.Bash", WEBSITE, sessions(2, "tool-active")),
                    hook("Stop", PROJECT, sessions(2, "thinking")),
                    hook("Stop", WEBSITE, sessions(2, "idle")));
        }
    },
    WAITING("waiting") {
        @Override
        List<Step> steps() {
            return List.of(
                    hook("UserPromptSubmit", PROJECT, activity("Thinking")),
                    hook("PreToolUse.Bash", PROJECT, activity("Bash")),
                    hook("PermissionRequest.Bash", PROJECT, shown -> shown.cssClass()
                            .equals("waiting")),
                    hook("PostToolUse.Bash", PROJECT, activity("Thinking")),
                    hook("Stop", PROJECT, activity("Idle")));
        }
    };

    private static final Actor PROJECT = new Actor("644026a3-cf61-4053-abfe-b3d744b6dafc", "/home/user/project");
    private static final Actor WEBSITE = new Actor("c46a925b-0ce1-4678-b5c8-04e22a47029b", "/home/user/website");

    private final String title;

    Scenario(String title) {
        this.title = title;
    }

    abstract List<Step> steps();

    /** The one of that name. */
    public static Optional<Scenario> of(String name) {
        for (Scenario scenario : values()) {
            if (scenario.title.equals(name)) {
                return Optional.of(scenario);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return title;
    }

    private static Step hook(String recording, Actor session, Predicate<Shown> shown) {
        return new Step(recording.replace('.', ' '), Client.EVENT, Payload.of(recording, session), shown, true);
    }

    /** A session that begins looks like none at all. */
    private static Step unseen(String recording, Actor session, Predicate<Shown> shown) {
        return new Step(recording, Client.EVENT, Payload.of(recording + ".startup", session), shown, false);
    }

    private static Step statusLine(Actor session, String costUsd) {
        return new Step(
                "status line",
                Client.STATUS_LINE,
                new Payload("StatusLine.after-turn", session, costUsd),
                shown -> !shown.text().endsWith("$0.00"),
                true);
    }

    private static Predicate<Shown> activity(String activity) {
        return shown -> shown.activity().equals(activity);
    }

    private static Predicate<Shown> sessions(int count, String cssClass) {
        return shown -> shown.sessions() == count && shown.cssClass().equals(cssClass);
    }
}
