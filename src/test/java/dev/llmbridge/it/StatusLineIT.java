package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmbridge.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verb {@code statusline} prints a line for any input and reports the session's usage. */
@Twins
final class StatusLineIT {
    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    StatusLineIT(Program program) {
        this.program = program;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"model\":{\"id\":\"claude-opus-4-5\",\"display_name\":\"Opus 4.5\"},\"cost\":{\"total_cost_usd\":2.51}}; Opus 4.5 | $2.51",
                "{\"model\":{\"id\":\"claude-opus-4-5\"},\"cost\":{\"total_cost_usd\":0.005}}; claude-opus-4-5 | $0.01",
                "{\"cost\":{\"total_cost_usd\":1234.5}}; Claude | $1234.50",
                "{\"model\":{\"display_name\":\"Opus 4.5\"}}; Opus 4.5",
                "{}; Claude",
                "{\"model\":null,\"cost\":null}; Claude"
            })
    void prints_model_and_cost(String json, String line) {
        Call.Result result = program.call(home, "statusline").input(json).run();
        assertThat(result)
                .extracting(Call.Result::exit, Call.Result::out, Call.Result::err)
                .containsExactly(0, line + "\n", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "no json", "{\"model\":{\"display_name\":\"Opus", "[[[[", "\u0000"})
    void broken_json_still_gives_a_line(String input) {
        Call.Result result = program.call(home, "statusline").input(input).run();
        assertThat(result.exit()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).hasLineCount(1).isEqualTo("Claude\n");
    }

    @Test
    void closed_standard_input_still_gives_a_line() {
        Call.Result result = program.call(home, "statusline").closedInput().run();
        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEqualTo("Claude\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void a_pipe_that_stays_open_is_read_for_at_most_2_seconds() throws Exception {
        Duration limit = Duration.ofMillis(4_500);
        Duration took = Timing.lowerQuartile(1, limit, () -> {
            Call.Result result = program.call(home, "statusline").openInput().run();
            assertThat(result.exit()).isZero();
            assertThat(result.out()).hasLineCount(1);
            return result.took();
        });
        assertThat(took).isLessThan(limit);
    }

    @Test
    void sends_the_usage_to_the_daemon() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            program.call(home, "statusline")
                    .input(Payload.statusLine("s", "Opus 4.5", 2.51))
                    .run();
            await().untilAsserted(() -> {
                assertThat(daemon.status().get("model").textValue()).isEqualTo("Opus 4.5");
                assertThat(daemon.status().get("cost").doubleValue()).isEqualTo(2.51);
                assertThat(daemon.status().get("cache_read").longValue()).isEqualTo(18_389);
            });
        }
    }

    @Test
    void prints_the_same_line_with_and_without_a_daemon() {
        home.configure(
                "llm-bridge.statusline-format = {color:green}{model}{/color} {context_bar} {project} {context}% é");
        String json = Payload.statusLine("s", "Opus 4.5", 2.51);
        String plain = "Opus 4.5 ▰▱▱▱▱ project 25% é";
        String coloured = "\u001B[32mOpus 4.5\u001B[0m ▰▱▱▱▱ project 25% é";
        for (boolean withDaemon : new boolean[] {false, true}) {
            try (DaemonProcess daemon = withDaemon ? DaemonProcess.start(program, home) : null) {
                assertThat(line(json)).isEqualTo(coloured);
                assertThat(line(json, "COLUMNS", "200")).isEqualTo(coloured);
                assertThat(line(json, "COLUMNS", "28")).isEqualTo(coloured);
                assertThat(line(json, "COLUMNS", "20")).isEqualTo("\u001B[32mOpus 4.5\u001B[0m ▰▱▱▱▱ pr...\u001B[0m");
                assertThat(line(json, "COLUMNS", "3")).isEqualTo("\u001B[32mOpu\u001B[0m");
                assertThat(line(json, "COLUMNS", "wide")).isEqualTo(coloured);
                assertThat(line(json, "NO_COLOR", "1")).isEqualTo(plain);
                assertThat(line(json, "NO_COLOR", "")).isEqualTo(coloured);
                assertThat(line(json, "TERM", "dumb")).isEqualTo(plain);
                assertThat(line(json, "LLM_BRIDGE_STATUSLINE_FORMAT", "{cost:.1}"))
                        .isEqualTo("2.5");
                assertThat(daemon == null || daemon.isAlive()).isTrue();
            }
        }
    }

    @Test
    void shows_the_branch_of_the_repository_with_and_without_a_daemon() throws IOException {
        home.configure("llm-bridge.statusline-format = {session_name}: {branch} {worktree}");
        Path repository = home.user().resolve("shop");
        home.write(repository.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        home.write(repository.resolve(".git/worktrees/fix/HEAD"), "0123456789abcdef0123456789abcdef01234567\n");
        home.write(home.user().resolve("fix/.git"), "gitdir: ../shop/.git/worktrees/fix\n");
        Files.createDirectories(repository.resolve("src"));
        String report = """
                {"session_id":"s","session_name":"login","workspace":{"current_dir":"%s","project_dir":"%s"%s}}\
                """;
        String inSource = report.formatted(repository.resolve("src"), repository, "");
        String inWorktree = report.formatted(home.user().resolve("fix"), repository, ",\"git_worktree\":\"fix\"");
        for (boolean withDaemon : new boolean[] {false, true}) {
            try (DaemonProcess daemon = withDaemon ? DaemonProcess.start(program, home) : null) {
                assertThat(line(inSource)).isEqualTo("login: main");
                assertThat(line(inWorktree)).isEqualTo("login: 0123456 fix");
                JsonNode session = Json.read(
                                program.call(home, "status", "--json").run().out())
                        .at("/sessions/0");
                assertThat(session.get("session_name").textValue()).isEqualTo("login");
                assertThat(session.get("branch").textValue()).isEqualTo("0123456");
                assertThat(session.get("worktree").textValue()).isEqualTo("fix");
                assertThat(daemon == null || daemon.isAlive()).isTrue();
            }
        }
    }

    @Test
    void an_invalid_format_is_replaced_by_the_default() {
        Call.Result result = program.call(home, "statusline", "--format", "{modle}")
                .input(Payload.statusLine("s", "Opus 4.5", 2.51))
                .run();

        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEqualTo("Opus 4.5 | $2.51\n");
        assertThat(result.err()).hasLineCount(1).contains("did you mean {model}?");
    }

    private String line(String json, String... variable) {
        Call call = program.call(home, "statusline").input(json);
        Call.Result result = (variable.length == 0 ? call : call.with(variable[0], variable[1])).run();
        assertThat(result.exit()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).hasLineCount(1);
        return result.out().strip();
    }

    @Test
    void writes_the_usage_to_the_files_without_a_daemon() {
        program.call(home, "statusline")
                .input(Payload.statusLine("s", "Opus 4.5", 2.51))
                .run();
        assertThat(Json.line(home.state()).get("cost").doubleValue()).isEqualTo(2.51);
        assertThat(home.sessionFiles()).hasSize(1);
    }

    @Test
    void prints_a_usage_error_on_a_terminal() {
        Call.Result result = program.call(home, "statusline")
                .inputFrom(Kernel.openTerminal())
                .run();
        assertThat(result.exit()).isEqualTo(64);
        assertThat(result.err()).contains("statusline").hasLineCount(1);
    }
}
