package dev.llmbridge.demo;

import static dev.llmbridge.demo.Step.Role.PROJECT;
import static dev.llmbridge.demo.Step.Role.WEBSITE;

import dev.llmbridge.demo.Step.ClientCall;
import dev.llmbridge.demo.Step.Role;
import dev.llmbridge.display.SessionRow;
import dev.llmbridge.preisolate.CommandWords;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** A scripted sequence of steps. */
public enum Scenario {
    SINGLE_SESSION("single-session") {
        @Override
        List<Step> steps() {
            return List.of(
                    sessionStart("SessionStart", PROJECT),
                    hook("UserPromptSubmit", PROJECT, "Thinking"),
                    hook("PreToolUse.Read", PROJECT, "Read"),
                    hook("PostToolUse.Read", PROJECT, "Thinking"),
                    hook("PreToolUse.Edit", PROJECT, "Edit"),
                    hook("PostToolUse.Edit", PROJECT, "Thinking"),
                    hook("PreToolUse.Bash", PROJECT, "Bash"),
                    hook("PostToolUse.Bash", PROJECT, "Thinking"),
                    hook("Stop", PROJECT, "Idle"),
                    statusLine(PROJECT, "0.42"));
        }
    },
    MULTI_SESSION("multi-session") {
        @Override
        List<Step> steps() {
            return List.of(
                    hook("UserPromptSubmit", PROJECT, "Thinking"),
                    statusLine(PROJECT, "0.42"),
                    hook("UserPromptSubmit", WEBSITE, "Thinking", both("thinking")),
                    hook("PreToolUse.Bash", WEBSITE, "Bash", both("tool-active")),
                    statusLine(WEBSITE, "1.60"),
                    hook("PreToolUse.Edit", PROJECT, "Edit", both("tool-active")),
                    hook("PostToolUse.Bash", WEBSITE, "Thinking", both("tool-active")),
                    hook("Stop", PROJECT, "Idle", both("thinking")),
                    hook("Stop", WEBSITE, "Idle", both("idle")));
        }
    },
    WAITING("waiting") {
        @Override
        List<Step> steps() {
            return List.of(
                    hook("UserPromptSubmit", PROJECT, "Thinking"),
                    hook("PreToolUse.Bash", PROJECT, "Bash"),
                    hook("PermissionRequest.Bash", PROJECT, "Waiting: permission"),
                    hook("PostToolUse.Bash", PROJECT, "Thinking"),
                    hook("Stop", PROJECT, "Idle"));
        }
    },
    INTERRUPT("interrupt") {
        @Override
        List<Step> steps() {
            return List.of(
                    hook("UserPromptSubmit", PROJECT, "Thinking"),
                    hook("PreToolUse.Bash", PROJECT, "Bash").withStatus("busy"),
                    interrupt(PROJECT),
                    hook("UserPromptSubmit", PROJECT, "Thinking").withStatus(Step.NO_FILE),
                    hook("Stop", PROJECT, "Idle"));
        }
    };

    private final String title;

    Scenario(String title) {
        this.title = title;
    }

    abstract List<Step> steps();

    /** Returns the scenario with that name. */
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

    /** Returns whether a step writes the client's own file. */
    boolean writesClientFile() {
        return steps().stream().anyMatch(step -> step.status().isPresent());
    }

    private static Step hook(String recording, Role role, String activity) {
        return hook(recording, role, activity, shown -> shown.activity().equals(activity));
    }

    private static Step hook(String recording, Role role, String activity, Predicate<BarOutput> shown) {
        ClientCall call = new ClientCall(CommandWords.EVENT, RecordedPayload.of(recording));
        return new Step(
                recording.replace('.', ' '), role, Optional.of(call), Optional.empty(), showsActivity(activity), shown);
    }

    /** Starting a session changes only the tooltip, and the number of sessions. */
    private static Step sessionStart(String recording, Role role) {
        ClientCall call = new ClientCall(CommandWords.EVENT, RecordedPayload.of(recording + ".startup"));
        return new Step(
                recording,
                role,
                Optional.of(call),
                Optional.empty(),
                showsActivity("Idle"),
                shown -> shown.sessions() == 1);
    }

    private static Step statusLine(Role role, String costUsd) {
        OptionalDouble cost = OptionalDouble.of(Double.parseDouble(costUsd));
        ClientCall call =
                new ClientCall(CommandWords.STATUS_LINE, new RecordedPayload("StatusLine.after-turn", costUsd));
        return new Step(
                "status line",
                role,
                Optional.of(call),
                Optional.empty(),
                row -> row.costUsd().equals(cost),
                BarOutput::hasCost);
    }

    /** No hook reports an interrupt; only the client's own file shows it. */
    private static Step interrupt(Role role) {
        return new Step(
                "Esc (no hook)",
                role,
                Optional.empty(),
                Optional.of("idle"),
                showsActivity("Idle"),
                shown -> shown.activity().equals("Idle"));
    }

    private static Predicate<SessionRow> showsActivity(String activity) {
        return row -> row.activity().equals(activity);
    }

    private static Predicate<BarOutput> both(String cssClass) {
        return shown -> shown.sessions() == 2 && shown.cssClass().equals(cssClass);
    }
}
