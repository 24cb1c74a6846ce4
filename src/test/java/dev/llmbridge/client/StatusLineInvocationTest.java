package dev.llmbridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.FakeLibc;
import dev.llmbridge.protocol.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The output of {@code statusline} and the message it sends. */
class StatusLineInvocationTest {
    private static final String REPORT = """
            {"session_id":"s","model":{"id":"claude-opus-4-5","display_name":"Opus 4.5"},
             "cost":{"total_cost_usd":2.509}}""";

    @TempDir
    Path runtime;

    @Test
    void the_line_is_printed_and_the_report_is_sent_verbatim() {
        FakeClient client = new FakeClient(runtime, REPORT).withDaemon();

        assertThat(client.run("statusline")).hasValue(0);

        assertThat(client.printed).containsExactly("Opus 4.5 | $2.51");
        assertThat(client.sentMessage())
                .isEqualTo(new Message.StatusLinePayload(REPORT.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "{", "[]", "null", "no json", "{\"model\":", "{} {}", "\u0000"})
    void other_input_still_gives_a_line_and_is_not_sent(String stdin) {
        FakeClient client = new FakeClient(runtime, stdin).withDaemon();

        assertThat(client.run("statusline")).hasValue(0);

        assertThat(client.printed).containsExactly("Claude");
        assertThat(client.errors).isEmpty();
        assertThat(client.connectionAttempts()).isZero();
    }

    @Test
    void a_call_on_a_terminal_is_left_to_picocli() {
        FakeClient client = new FakeClient(runtime, REPORT).withDaemon().onTerminal();

        assertThat(client.run("statusline")).isEmpty();

        assertThat(client.printed).isEmpty();
    }

    @Test
    void the_report_is_stored_in_the_session_files_without_a_daemon() throws IOException {
        FakeClient client = new FakeClient(runtime, REPORT);

        assertThat(client.run("statusline")).hasValue(0);

        assertThat(client.printed).containsExactly("Opus 4.5 | $2.51");
        assertThat(Files.readString(runtime.resolve("llm_sessions/s.json"))).contains("Opus 4.5");
        assertThat(Files.readString(runtime.resolve("llm_state.json"))).contains("\"cost\":2.509");
    }

    @Test
    void the_line_is_printed_even_if_the_report_cannot_be_sent_or_stored() {
        FakeClient client = new FakeClient(runtime.resolve("none"), REPORT);

        assertThat(client.run("statusline")).hasValue(0);

        assertThat(client.printed).containsExactly("Opus 4.5 | $2.51");
        assertThat(client.errors).isEmpty();
    }

    @Test
    void a_custom_format_comes_from_the_option_or_else_from_the_environment() {
        FakeClient configured = new FakeClient(runtime, REPORT).with("LLM_BRIDGE_STATUSLINE_FORMAT", "[{model}]");
        FakeClient other = new FakeClient(runtime, REPORT).with("LLM_BRIDGE_STATUSLINE_FORMAT", "[{model}]");

        configured.run("statusline");
        other.run("statusline", "--format", "({model})");

        assertThat(configured.printed).containsExactly("[Opus 4.5]");
        assertThat(other.printed).containsExactly("(Opus 4.5)");
    }

    @Test
    void the_branch_is_read_from_the_repository_if_the_report_does_not_name_it() throws IOException {
        Path repository = Files.createDirectories(runtime.resolve("shop/.git")).getParent();
        Files.writeString(repository.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        String report = "{\"session_id\":\"s\",\"session_name\":\"login\",\"workspace\":{\"current_dir\":\""
                + repository + "\"}%s}";
        FakeClient client = new FakeClient(runtime, report.formatted(""));
        FakeClient worktree =
                new FakeClient(runtime, report.formatted(",\"worktree\":{\"name\":\"tree\",\"branch\":\"fix\"}"));

        client.run("statusline", "--format", "{session_name} {branch}{?worktree} {worktree}{/worktree}");
        worktree.run("statusline", "--format", "{session_name} {branch}{?worktree} {worktree}{/worktree}");

        assertThat(client.printed).containsExactly("login main");
        assertThat(worktree.printed).containsExactly("login fix tree");
    }

    @Test
    void without_a_daemon_a_hook_stores_the_branch_for_the_bar() throws IOException {
        Path repository = Files.createDirectories(runtime.resolve("shop/.git")).getParent();
        Files.writeString(repository.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        String prompt =
                "{\"session_id\":\"s\",\"hook_event_name\":\"UserPromptSubmit\",\"cwd\":\"" + repository + "\"}";

        new FakeClient(runtime, prompt).with("LLM_BRIDGE_FORMAT", "{branch}").run("event");

        assertThat(Files.readString(runtime.resolve("llm_state.json"))).contains("\"text\":\"main\"");
    }

    @Test
    void the_format_option_does_not_affect_the_bar() throws IOException {
        new FakeClient(runtime, REPORT).run("statusline", "--format", "({model})");
        assertThat(Files.readString(runtime.resolve("llm_state.json"))).contains("\"text\":\"☾ Idle · $2.51\"");
    }

    @Test
    void values_missing_from_the_json_come_from_the_session_files() {
        new FakeClient(runtime, "").run("event", "--type", "tool-start", "--tool", "Bash", "--session-id", "s");
        FakeClient client = new FakeClient(runtime, REPORT);

        client.run("statusline", "--format", "{model} {activity} {sessions}");

        assertThat(client.printed).containsExactly("Opus 4.5 Bash 1");
    }

    @ParameterizedTest
    @CsvSource({
        "x, '', auto, true", "NO_COLOR, 1, auto, false", "NO_COLOR, '', auto, true", "TERM, dumb, auto, false",
        "TERM, xterm, auto, true", "NO_COLOR, 1, always, true", "x, '', never, false", "x, '', what, true"
    })
    void colours_are_shown_unless_the_user_turns_them_off(String name, String value, String when, boolean coloured) {
        FakeClient client = new FakeClient(runtime, REPORT).with(name, value);

        client.run("statusline", "--color=" + when, "--format", "{color:red}{model}{/color}");

        assertThat(client.printed).containsExactly(coloured ? "\u001B[31mOpus 4.5\u001B[0m" : "Opus 4.5");
    }

    @ParameterizedTest
    @CsvSource({
        "8, Opus ...",
        "16, Opus 4.5 | $2.51",
        "0, Opus 4.5 | $2.51",
        "-1, Opus 4.5 | $2.51",
        "wide, Opus 4.5 | $2.51"
    })
    void the_line_is_at_most_as_wide_as_the_terminal(String columns, String shown) {
        FakeClient client = new FakeClient(runtime, REPORT).with("COLUMNS", columns);

        client.run("statusline");

        assertThat(client.printed).containsExactly(shown);
    }

    @Test
    void an_invalid_format_is_reported_and_the_default_is_printed() {
        FakeClient client = new FakeClient(runtime, REPORT);

        assertThat(client.run("statusline", "--format", "{modle}")).hasValue(0);

        assertThat(client.printed).containsExactly("Opus 4.5 | $2.51");
        assertThat(client.errors)
                .containsExactly(
                        "waybar-llm-bridge: statusline-format '{modle}', at character 1: unknown placeholder {modle};"
                                + " did you mean {model}?");
    }

    @Test
    void a_line_is_printed_even_if_standard_input_fails() {
        FakeClient output = new FakeClient(runtime, "");

        assertThat(new FastPath(new FakeLibc(), output.environment(), output).run(ArgumentParser.parse("statusline")))
                .hasValue(0);

        assertThat(output.printed).containsExactly("Claude");
    }
}
