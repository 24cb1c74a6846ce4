package dev.llmbridge.session;

import static dev.llmbridge.session.EventDetails.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.session.Activity.Reason;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionEvent.StartReason;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SessionEventTest {
    @Test
    void hooks_are_reported_in_words() {
        Map.ofEntries(
                        Map.entry(started(StartReason.STARTUP), "session started"),
                        Map.entry(prompt(), "prompt submitted"),
                        Map.entry(pre("1", "Bash"), "tool started: Bash"),
                        Map.entry(post("1", "Bash"), "tool ended: Bash"),
                        Map.entry(batch("1"), "tools ended"),
                        Map.entry(elicits(), "waiting for the user"),
                        Map.entry(notice(Reason.INPUT), "waiting for the user"),
                        Map.entry(answered(), "answered"),
                        Map.entry(stop(0), "turn ended"),
                        Map.entry(stopFailure("x"), "turn failed"),
                        Map.entry(subagentStart("x"), "subagent started"),
                        Map.entry(subagentStop("x", 0), "subagent ended"),
                        Map.entry(preCompact(), "compaction started"),
                        Map.entry(postCompact(), "compaction ended"),
                        Map.entry(ended(), "session ended"),
                        Map.entry(idleNotice(), "idle"))
                .forEach((detail, words) ->
                        assertThat(event(detail).hookReport()).as("%s", detail).contains(words));
    }

    @Test
    void what_no_hook_has_said_is_not_reported() {
        assertThat(Stream.of(used(1), fileBusy(), headless(), fileRemoved(), clientGone(), clientStopped(true), seen()))
                .allSatisfy(detail -> assertThat(event(detail).hookReport()).isEmpty());
    }

    @Test
    void a_subagent_causes_its_own_start_its_end_and_what_its_tools_do() {
        EventDetail batch = new EventDetail.ToolsEnded(Set.of("1"), Optional.of("x"));
        assertThat(Stream.of(
                        preIn("x", "1", "Bash"),
                        postIn("x", "1", "Bash"),
                        batch,
                        asksIn("x", "Bash"),
                        subagentStart("x"),
                        subagentStop("x", 0)))
                .allSatisfy(detail -> assertThat(event(detail).isOfSubagent()).isTrue());
        assertThat(Stream.of(pre("1", "Bash"), post("1", "Bash"), batch("1"), elicits(), prompt(), seen()))
                .allSatisfy(detail -> assertThat(event(detail).isOfSubagent()).isFalse());
    }

    @Test
    void the_clients_file_reports_its_status_and_its_kind() {
        assertThat(Stream.of(fileBusy(), headless()))
                .allSatisfy(detail -> assertThat(event(detail).isOfFile()).isTrue());
        assertThat(Stream.of(prompt(), seen(), fileRemoved(), used(1)))
                .allSatisfy(detail -> assertThat(event(detail).isOfFile()).isFalse());
    }

    private static SessionEvent event(EventDetail detail) {
        return Replay.event(0, detail);
    }
}
