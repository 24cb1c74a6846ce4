package dev.llmbridge.session;

import static dev.llmbridge.session.EventDetails.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.session.Activity.Reason;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionEvent.StartReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Compares the table in docs/sessions.md with the code. */
class SessionsPageTest {
    private static final String BEGIN = "<!-- table of events and states: begin -->\n";
    private static final String END = "<!-- table of events and states: end -->";

    @Test
    void the_table_on_the_page_matches_the_code() throws IOException {
        String page = Files.readString(Path.of("docs/sessions.md"));
        String table = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
        assertThat(table).isEqualTo(table());
    }

    @Test
    void the_table_has_every_kind_of_event() {
        Set<Class<?>> kinds = new HashSet<>();
        events().values().forEach(event -> kinds.add(event.getClass()));
        assertThat(kinds).containsExactlyInAnyOrder(EventDetail.class.getPermittedSubclasses());
    }

    private static String table() {
        Map<String, List<EventDetail>> states = states();
        StringBuilder table = new StringBuilder("| event |");
        states.keySet().forEach(state -> table.append(' ').append(state).append(" |"));
        table.append("\n|---|").repeat("---|", states.size()).append('\n');
        events().forEach((name, event) -> {
            table.append("| ").append(name).append(" |");
            states.forEach((state, history) -> {
                String after = after(history, event);
                table.append(' ').append(after.equals(state) ? "." : after).append(" |");
            });
            table.append('\n');
        });
        return table.toString();
    }

    private static String after(List<EventDetail> history, EventDetail event) {
        SessionTable table = new SessionTable(List.of());
        int second = 0;
        for (EventDetail before : history) {
            table.apply(Replay.event(second++, before));
        }
        table.apply(Replay.event(second, event));
        return table.get(Replay.A)
                .map(session -> Replay.describe(session.activity()))
                .orElse("gone");
    }

    private static Map<String, List<EventDetail>> states() {
        Map<String, List<EventDetail>> states = new LinkedHashMap<>();
        states.put("idle", List.of(started(StartReason.STARTUP)));
        states.put("thinking", List.of(prompt()));
        states.put("Bash", List.of(prompt(), pre("1", "Bash")));
        states.put("permission Bash", List.of(prompt(), pre("1", "Bash"), asks(Reason.PERMISSION, "Bash")));
        states.put("compacting", List.of(prompt(), preCompact()));
        states.put("failed: overloaded", List.of(prompt(), stopFailure("overloaded")));
        states.put("2 in background", List.of(prompt(), subagentStart("x"), subagentStart("y"), stop(2)));
        states.put("idle, 1 shell", List.of(prompt(), stop(0, 1)));
        return states;
    }

    private static Map<String, EventDetail> events() {
        Map<String, EventDetail> events = new LinkedHashMap<>();
        events.put("SessionStart", started(StartReason.STARTUP));
        events.put("SessionStart (compact)", started(StartReason.COMPACT));
        events.put("UserPromptSubmit", prompt());
        events.put("UserPromptSubmit (task notification)", taskNotification());
        events.put("PreToolUse of Read", pre("2", "Read"));
        events.put("PreToolUse of Read in subagent x", preIn("x", "2", "Read"));
        events.put("PostToolUse, PostToolUseFailure, PermissionDenied of Bash", post("1", "Bash"));
        events.put("PostToolUse of another tool", post("9", "Grep"));
        events.put("PostToolBatch with Bash", batch("1"));
        events.put("PermissionRequest of Edit", asks(Reason.PERMISSION, "Edit"));
        events.put("AskUserQuestion", asks(Reason.QUESTION, "AskUserQuestion"));
        events.put("Elicitation", elicits());
        events.put("ElicitationResult", answered());
        events.put("Notification (permission_prompt)", notice(Reason.PERMISSION));
        events.put("Stop", stop(0));
        events.put("Stop with 1 background task", stop(1));
        events.put("Stop with 1 shell", stop(0, 1));
        events.put("StopFailure", stopFailure("server error"));
        events.put("SubagentStart of z", subagentStart("z"));
        events.put("SubagentStop of x, 1 left", subagentStop("x", 1));
        events.put("PreCompact", preCompact());
        events.put("PostCompact", postCompact());
        events.put("SessionEnd", ended());
        events.put("status line", used(1));
        events.put("branch read after another event", branch());
        events.put("client's file: idle", fileIdle());
        events.put("client's file: shell", fileShell());
        events.put("client's file: busy", fileBusy());
        events.put("client's file: waiting", fileWaiting(Reason.INPUT));
        events.put("client's file: headless", headless());
        events.put("client's file removed", fileRemoved());
        events.put("Notification (idle_prompt)", idleNotice());
        events.put("process suspended or continued", clientStopped(true));
        events.put("process gone", clientGone());
        events.put("any other hook", seen());
        return events;
    }
}
