package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.session.Activity.Reason;
import dev.llmbridge.session.BackgroundTasks;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionEvent.StartReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HookReaderSamplesTest {
    private static final Optional<String> NONE = Optional.empty();
    private static final Optional<String> FIRST_AGENT = Optional.of("a70b0750f700619ab");
    private static final Optional<String> SECOND_AGENT = Optional.of("ae0b7ca94b03e6cf8");
    private static final EventDetail SEEN = new EventDetail.Seen();

    static Stream<Arguments> samples() {
        return Stream.of(
                arguments("ConfigChange", List.of(SEEN)),
                arguments("CwdChanged", List.of(SEEN)),
                arguments("DirectoryAdded", List.of(SEEN)),
                arguments("Elicitation", List.of(new EventDetail.Asked(Reason.INPUT, NONE, NONE))),
                arguments("ElicitationResult", List.of(new EventDetail.Answered())),
                arguments("FileChanged", List.of(SEEN)),
                arguments("InstructionsLoaded", List.of(SEEN)),
                arguments("Notification.agent_needs_input", List.of(new EventDetail.WaitNotified(Reason.INPUT))),
                arguments("Notification.elicitation_response", List.of(SEEN)),
                arguments("Notification.idle_prompt", List.of(new EventDetail.IdleNotified())),
                arguments("Notification.permission_prompt", List.of(new EventDetail.WaitNotified(Reason.PERMISSION))),
                arguments(
                        "PermissionRequest.AskUserQuestion",
                        List.of(new EventDetail.Asked(Reason.QUESTION, Optional.of("AskUserQuestion"), NONE))),
                arguments(
                        "PermissionRequest.Bash",
                        List.of(new EventDetail.Asked(Reason.PERMISSION, Optional.of("Bash"), NONE))),
                arguments("PostCompact", List.of(new EventDetail.CompactionEnded())),
                arguments("PostModelSwitch", List.of(SEEN)),
                arguments(
                        "PostToolBatch",
                        List.of(new EventDetail.ToolsEnded(Set.of("toolu_fake000800328969186"), FIRST_AGENT))),
                arguments("PostToolUse.Agent", ended("toolu_fake000400328968680", "Agent", NONE)),
                arguments("PostToolUse.AskUserQuestion", ended("toolu_fake002100329227786", "AskUserQuestion", NONE)),
                arguments("PostToolUse.Bash", ended("toolu_fake000300328968096", "Bash", NONE)),
                arguments("PostToolUse.Bash.subagent", ended("toolu_fake000900328969218", "Bash", SECOND_AGENT)),
                arguments("PostToolUse.Edit", ended("toolu_fake000200328967966", "Edit", NONE)),
                arguments("PostToolUse.Read", ended("toolu_fake000101328967673", "Read", NONE)),
                arguments("PostToolUse.Read.subagent", ended("toolu_fake000600328968924", "Read", SECOND_AGENT)),
                arguments("PostToolUse.Write", ended("toolu_fake000700328969001", "Write", NONE)),
                arguments("PostToolUse.mcp__fake__hello", ended("toolu_fake001300329437101", "mcp__fake__hello", NONE)),
                arguments("PostToolUseFailure.Bash", ended("toolu_fake000301328968096", "Bash", NONE)),
                arguments("PostToolUseFailure.Read", ended("toolu_fake002300329229842", "Read", NONE)),
                arguments("PreCompact", List.of(new EventDetail.CompactionStarted())),
                arguments("PreModelSwitch", List.of(SEEN)),
                arguments("PreToolUse.Agent", started("toolu_fake000400328968680", "Agent", NONE)),
                arguments(
                        "PreToolUse.AskUserQuestion",
                        List.of(
                                new EventDetail.ToolStarted("toolu_fake002100329227786", "AskUserQuestion", NONE, NONE),
                                new EventDetail.Asked(Reason.QUESTION, Optional.of("AskUserQuestion"), NONE))),
                arguments("PreToolUse.Bash", started("toolu_fake000300328968096", "Bash", NONE)),
                arguments("PreToolUse.Bash.failing", started("toolu_fake000301328968096", "Bash", NONE)),
                arguments("PreToolUse.Bash.subagent", started("toolu_fake000900328969218", "Bash", SECOND_AGENT)),
                arguments("PreToolUse.Edit", started("toolu_fake000200328967966", "Edit", NONE)),
                arguments("PreToolUse.Read", started("toolu_fake000101328967673", "Read", NONE)),
                arguments("PreToolUse.Read.subagent", started("toolu_fake000600328968924", "Read", SECOND_AGENT)),
                arguments("PreToolUse.Write", started("toolu_fake000700328969001", "Write", NONE)),
                arguments(
                        "PreToolUse.mcp__fake__hello", started("toolu_fake001300329437101", "mcp__fake__hello", NONE)),
                arguments("SessionEnd.clear", List.of(new EventDetail.SessionEnded())),
                arguments("SessionEnd.other", List.of(new EventDetail.SessionEnded())),
                arguments("SessionEnd.prompt_input_exit", List.of(new EventDetail.SessionEnded())),
                arguments("SessionStart.clear", List.of(new EventDetail.SessionStarted(StartReason.CLEAR))),
                arguments("SessionStart.compact", List.of(new EventDetail.SessionStarted(StartReason.COMPACT))),
                arguments("SessionStart.fork", List.of(new EventDetail.SessionStarted(StartReason.FORK))),
                arguments("SessionStart.resume", List.of(new EventDetail.SessionStarted(StartReason.RESUME))),
                arguments("SessionStart.startup", List.of(new EventDetail.SessionStarted(StartReason.STARTUP))),
                arguments("StatusLine.after-turn", List.of()),
                arguments("StatusLine.initial", List.of()),
                arguments("Stop", List.of(new EventDetail.TurnEnded(BackgroundTasks.NONE))),
                arguments("StopFailure", List.of(new EventDetail.TurnFailed("server error"))),
                arguments(
                        "SubagentStart",
                        List.of(new EventDetail.SubagentStarted(SECOND_AGENT.orElseThrow(), "general-purpose"))),
                arguments(
                        "SubagentStop",
                        List.of(new EventDetail.SubagentEnded(FIRST_AGENT.orElseThrow(), BackgroundTasks.NONE))),
                arguments("UserPromptExpansion", List.of(SEEN)),
                arguments("UserPromptSubmit", List.of(new EventDetail.PromptSubmitted(true))),
                arguments("UserPromptSubmit.task-notification", List.of(new EventDetail.PromptSubmitted(false))));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void each_recorded_payload_is_parsed_into_the_expected_events(String sample, List<EventDetail> expected) {
        List<SessionEvent> events =
                new HookReader(false).read(JsonBytes.of(Samples.bytes(sample)), 1, Instant.EPOCH, Optional.empty());

        assertThat(events).extracting(SessionEvent::detail).isEqualTo(expected);
    }

    @Test
    void every_recorded_payload_is_tested() {
        assertThat(samples().map(row -> (String) row.get()[0])).containsExactlyElementsOf(Samples.names());
    }

    @Test
    void an_event_carries_its_session_time_directory_and_client() {
        Instant at = Instant.ofEpochSecond(1_700_000_000);
        Optional<ClientProcess> client = Optional.of(new ClientProcess(42, 4711));

        List<SessionEvent> events = new HookReader(false).read(JsonBytes.of(Samples.bytes("Stop")), 99, at, client);

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.session().value()).isEqualTo("644026a3-cf61-4053-abfe-b3d744b6dafc");
            assertThat(event.cwd()).isEqualTo("/home/user/project");
            assertThat(event.stamp()).isEqualTo(99);
            assertThat(event.at()).isEqualTo(at);
            assertThat(event.client()).isEqualTo(client);
        });
    }

    private static List<EventDetail> started(String id, String name, Optional<String> agent) {
        return List.of(new EventDetail.ToolStarted(id, name, NONE, agent));
    }

    private static List<EventDetail> ended(String id, String name, Optional<String> agent) {
        return List.of(new EventDetail.ToolEnded(id, name, agent));
    }
}
