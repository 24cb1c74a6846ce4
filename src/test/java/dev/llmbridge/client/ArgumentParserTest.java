package dev.llmbridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.llmbridge.config.CliOverrides;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentParserTest {
    private static final CliOverrides ALL =
            new CliOverrides(Optional.of("/s"), Optional.of("/d"), Optional.of("9"), Optional.of("{model}"));
    private static final CliOverrides ALL_BUT_SIGNAL =
            new CliOverrides(Optional.of("/s"), Optional.of("/d"), Optional.empty(), Optional.of("{model}"));
    private static final CliOverrides SIGNAL_9 =
            new CliOverrides(Optional.empty(), Optional.empty(), Optional.of("9"), Optional.empty());

    static final List<Arguments> KNOWN_CALLS = List.of(
            arguments("event", event(CliOverrides.NONE, null, null, null)),
            arguments("event --type submit", event(CliOverrides.NONE, "submit", null, null)),
            arguments("event --type=submit", event(CliOverrides.NONE, "submit", null, null)),
            arguments(
                    "event --type tool-start --tool Bash --session-id s-1",
                    event(CliOverrides.NONE, "tool-start", "Bash", "s-1")),
            arguments(
                    "--type=tool-end --tool=a=b --session-id=s-1 event",
                    event(CliOverrides.NONE, "tool-end", "a=b", "s-1")),
            arguments("event --type=", event(CliOverrides.NONE, "", null, null)),
            arguments("event --type stop --type submit", event(CliOverrides.NONE, "submit", null, null)),
            arguments("event --signal 9 --type stop", event(SIGNAL_9, "stop", null, null)),
            arguments("--signal=9 event --type stop", event(SIGNAL_9, "stop", null, null)),
            arguments(
                    "--state-path /s --sessions-dir=/d --signal 9 --format {model} event",
                    event(ALL, null, null, null)),
            arguments("event --tool daemon --type stop", event(CliOverrides.NONE, "stop", "daemon", null)),
            arguments("--tool daemon event --type stop", event(CliOverrides.NONE, "stop", "daemon", null)),
            arguments("--tool --help event", event(CliOverrides.NONE, null, "--help", null)),
            arguments("statusline", new Invocation.StatusLineInvocation(CliOverrides.NONE, Optional.empty())),
            arguments(
                    "statusline --color=never",
                    new Invocation.StatusLineInvocation(CliOverrides.NONE, Optional.of("never"))),
            arguments(
                    "statusline --color always",
                    new Invocation.StatusLineInvocation(CliOverrides.NONE, Optional.of("always"))),
            arguments("statusline --signal 9", new Invocation.StatusLineInvocation(SIGNAL_9, Optional.empty())),
            arguments(
                    "statusline --colour word",
                    new Invocation.StatusLineInvocation(CliOverrides.NONE, Optional.empty())),
            arguments("status", status(CliOverrides.NONE, StatusFormat.BAR, false)),
            arguments(
                    "--state-path=/s status --sessions-dir /d --format {model}",
                    status(ALL_BUT_SIGNAL, StatusFormat.BAR, false)),
            arguments("status --plain", status(CliOverrides.NONE, StatusFormat.PLAIN, false)),
            arguments("status --json --json", status(CliOverrides.NONE, StatusFormat.JSON, false)),
            arguments("status --follow", status(CliOverrides.NONE, StatusFormat.BAR, true)),
            arguments("status --follow --plain", status(CliOverrides.NONE, StatusFormat.PLAIN, true)),
            arguments("status --follow --json", status(CliOverrides.NONE, StatusFormat.JSON, true)),
            arguments("statusline --follow", new Invocation.StatusLineInvocation(CliOverrides.NONE, Optional.empty())),
            arguments("statusline jq .", new Invocation.StatusLineInvocation(CliOverrides.NONE, Optional.empty())),
            arguments("statusline --", new Invocation.StatusLineInvocation(CliOverrides.NONE, Optional.empty())),
            arguments("statusline --shell", new Invocation.StatusLineInvocation(CliOverrides.NONE, Optional.empty())),
            arguments("statusline -- jq -r .model", tee(CliOverrides.NONE, "jq", "-r", ".model")),
            arguments(
                    "statusline --signal 9 -- me --help -- --signal 3",
                    tee(SIGNAL_9, "me", "--help", "--", "--signal", "3")),
            arguments("statusline --colour word -- me", tee(CliOverrides.NONE, "me")),
            arguments("statusline --shell=jq|cat", tee(CliOverrides.NONE, "/bin/sh", "-c", "jq|cat")),
            arguments("statusline --shell ls -- me", tee(CliOverrides.NONE, "me")),
            arguments("", new Invocation.NoVerb(CliOverrides.NONE)),
            arguments("--signal 9", new Invocation.NoVerb(SIGNAL_9)));

    @ParameterizedTest
    @FieldSource("KNOWN_CALLS")
    void a_known_invocation_is_recognised(String line, Invocation expected) {
        assertThat(parse(line)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event --verbose",
                "event --unknown=1",
                "event stray words",
                "event -x",
                "event -",
                "event --",
                "event --payload {}",
                "--future event",
                "event --type",
                "event --signal",
                "event --state-path"
            })
    void event_ignores_unknown_arguments(String line) {
        assertThat(parse(line)).isEqualTo(event(CliOverrides.NONE, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status --follow=true",
                "status --plain --json",
                "status --follow --json --plain",
                "status --follow word",
                "status --shell x",
                "status -- --follow",
                "--follow",
                "status --type stop",
                "status word",
                "status --signal",
                "status --signal 9",
                "--signal=9 status",
                "--unknown status",
                "--tool x status",
                "--unknown",
                "--type submit",
                "--signal",
                "daemon",
                "daemon event",
                "Event",
                "evento",
                "install-hooks --dry-run"
            })
    void any_other_invocation_is_left_to_picocli(String line) {
        assertThat(parse(line)).isEqualTo(new Invocation.Unhandled());
    }

    @ParameterizedTest
    @ValueSource(strings = {"event", "statusline", "status", ""})
    void help_and_version_are_left_to_picocli_in_any_position(String verb) {
        for (String option : List.of("--help", "-h", "--version", "-V")) {
            assertThat(parse(option + " " + verb)).as(option).isEqualTo(new Invocation.Unhandled());
            assertThat(parse(verb + " " + option)).as(option).isEqualTo(new Invocation.Unhandled());
            assertThat(parse(verb + " --signal 9 " + option)).as(option).isEqualTo(new Invocation.Unhandled());
        }
    }

    @Test
    void an_empty_argument_is_an_unknown_verb() {
        assertThat(ArgumentParser.parse("")).isEqualTo(new Invocation.Unhandled());
    }

    @Test
    void the_value_of_an_option_is_not_mistaken_for_the_verb() {
        assertThat(ArgumentParser.verb("--signal", "9", "daemon")).hasValue("daemon");
        assertThat(ArgumentParser.verb("--tool", "daemon", "event")).hasValue("event");
        assertThat(ArgumentParser.verb("--signal=9", "daemon")).hasValue("daemon");
        assertThat(ArgumentParser.verb("event", "--tool", "daemon")).hasValue("event");
        assertThat(ArgumentParser.verb("--tool", "daemon")).isEmpty();
        assertThat(ArgumentParser.verb()).isEmpty();
    }

    private static Invocation parse(String line) {
        return ArgumentParser.parse(
                line.isBlank() ? new String[0] : line.strip().split(" +"));
    }

    private static Invocation status(CliOverrides options, StatusFormat form, boolean follow) {
        return new Invocation.StatusInvocation(options, form, follow);
    }

    private static Invocation tee(CliOverrides options, String... command) {
        return new Invocation.TeeInvocation(options, List.of(command));
    }

    private static Invocation event(CliOverrides options, String type, String tool, String sessionId) {
        return new Invocation.EventInvocation(
                options, Optional.ofNullable(type), Optional.ofNullable(tool), Optional.ofNullable(sessionId));
    }
}
