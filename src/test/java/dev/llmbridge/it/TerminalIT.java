package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The output in a terminal: its width, its colours and its columns. */
@Twins
final class TerminalIT {
    private static final String ESCAPE = "\u001b[";

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    TerminalIT(Program program) {
        this.program = program;
    }

    @BeforeEach
    void requireTmux() {
        Installed.assume("tmux");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 200})
    void sessions_fit_and_are_coloured(int columns) {
        sendSessions();

        RealTerminal terminal = in(columns, Map.of(), "sessions");

        List<String> lines = terminal.waitForExit();
        assertThat(lines).hasSize(5);
        assertThat(lines.getFirst()).startsWith("PROJECT").contains("ACTIVITY", "COST");
        assertThat(terminal.unwrapped()).isEqualTo(lines);
        assertThat(terminal.coloured()).contains(ESCAPE);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 200})
    void a_status_line_fits_and_is_coloured_unless_colours_are_disabled(int columns) {
        home.write(home.user().resolve("status.json"), Payload.statusLine("s", "Opus 4.5", 2.5));
        String call =
                "statusline --format '{color:red}{model}{/color} {context_bar} {cwd} {cwd} {cwd} {cwd} {cwd} {cwd}' < "
                        + home.user().resolve("status.json");
        Map<String, String> width = Map.of("COLUMNS", Integer.toString(columns));

        RealTerminal coloured = in(columns, width, call);
        List<String> lines = coloured.waitForExit();
        assertThat(lines).singleElement().satisfies(line -> assertThat(line)
                .startsWith("Opus 4.5 \u25b0")
                .hasSizeLessThanOrEqualTo(columns));
        assertThat(coloured.unwrapped()).isEqualTo(lines);
        assertThat(coloured.coloured()).contains(ESCAPE);

        RealTerminal plain = in(columns, Map.of("COLUMNS", Integer.toString(columns), "NO_COLOR", "1"), call);
        assertThat(plain.waitForExit()).isEqualTo(lines);
        assertThat(plain.coloured()).doesNotContain(ESCAPE);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 200})
    void sessions_are_aligned_in_columns_whatever_characters_their_names_contain(int columns) {
        sendSessions();
        List<String> lines = in(columns, Map.of("NO_COLOR", "1"), "sessions").waitForExit();

        int activity = columnsBefore(lines.getFirst(), "ACTIVITY");

        for (String line : lines.subList(1, 5)) {
            assertThat(columnsBefore(line, line.contains("Bash") ? "Bash" : "Thinking"))
                    .as(line)
                    .isEqualTo(activity);
        }
    }

    /** Returns the number of terminal columns before {@code cell}. */
    private int columnsBefore(String line, String cell) {
        assertThat(line).contains(cell);
        String before = line.substring(0, line.indexOf(cell));
        RealTerminal terminal =
                RealTerminal.start(home, 200, Map.of("BEFORE", before), "printf %s \"$BEFORE\"; sleep 600");
        await().until(() -> terminal.cursor() > 0);
        return terminal.cursor();
    }

    @Test
    void sessions_fit_a_resized_terminal() {
        sendSessions();
        String command = String.join(" ", program.command()) + " sessions";
        RealTerminal terminal =
                RealTerminal.start(home, 40, Map.of("COLUMNS", "40"), "while read _; do " + command + "; done");
        terminal.press("Enter");
        await().until(() -> terminal.screen().stream().anyMatch(line -> line.startsWith("PROJECT")));
        assertThat(terminal.screen()).noneMatch(line -> line.endsWith(" ID"));

        terminal.resize(200);
        terminal.press("Enter");

        await().untilAsserted(() -> assertThat(terminal.screen()).anyMatch(line -> line.endsWith(" ID")));
    }

    @Test
    void a_watch_of_the_sessions_follows_changes_and_the_size_and_restores_the_terminal() {
        prompt("first", "first");
        RealTerminal terminal = RealTerminal.start(
                home, 80, Map.of(), "echo before; exec " + String.join(" ", program.command()) + " sessions --watch");
        await().until(() -> terminal.screen().stream().anyMatch(line -> line.startsWith("first")));
        assertThat(terminal.screen()).noneMatch(line -> line.startsWith("before"));
        assertThat(terminal.coloured()).contains(ESCAPE);

        prompt("second", "second");
        await().until(() -> terminal.screen().stream().anyMatch(line -> line.startsWith("second")));
        terminal.resize(30);
        await().until(() -> terminal.screen().stream().allMatch(line -> line.length() <= 30)
                && terminal.unwrapped().equals(terminal.screen()));

        terminal.press("C-c");

        await().until(() -> terminal.screen().contains("ended: 130"));
        assertThat(terminal.screen()).contains("before").noneMatch(line -> line.startsWith("second"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_COLOR", "TERM"})
    void nothing_is_coloured_if_colours_are_disabled_or_not_supported(String variable) {
        sendSessions();
        Map<String, String> plain = Map.of(variable, variable.equals("TERM") ? "dumb" : "1");

        RealTerminal sessions = in(80, plain, "sessions");
        assertThat(sessions.waitForExit()).hasSize(5);
        assertThat(sessions.coloured()).doesNotContain(ESCAPE);

        RealTerminal demo = in(80, plain, "demo --scenario waiting --pace 0");
        assertThat(demo.waitForExit()).anyMatch(line -> line.startsWith("Stop "));
        assertThat(demo.coloured()).doesNotContain(ESCAPE);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 79, 80, 200})
    void help_fits_a_narrow_terminal_and_has_80_columns_on_a_wide_one(int columns) {
        RealTerminal terminal = in(columns, Map.of(), "help waybar-config");

        List<String> lines = terminal.waitForExit();

        assertThat(terminal.unwrapped()).isEqualTo(lines);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .anySatisfy(line -> assertThat(line).hasSizeGreaterThan(Math.min(columns, 80) - 10));
        assertThat(terminal.coloured()).contains(ESCAPE);
    }

    static List<Map<String, String>> variablesForStyles() {
        return List.of(
                Map.of(),
                Map.of("TERM", "dumb"),
                Map.of("NO_COLOR", "1"),
                Map.of("NO_COLOR", ""),
                Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1"),
                Map.of("CLICOLOR_FORCE", "1"),
                Map.of("CLICOLOR_FORCE", "0"),
                Map.of("CLICOLOR", "0"),
                Map.of("CLICOLOR", "1"));
    }

    /** There is no prepared text for both options together, so Picocli renders the help. */
    @ParameterizedTest
    @MethodSource("variablesForStyles")
    void prepared_help_is_styled_exactly_when_picocli_would_style_it(Map<String, String> variables) {
        for (String redirection : List.of("", " < /dev/null", " | cat")) {
            RealTerminal prepared = in(80, variables, "status --help" + redirection);
            RealTerminal rendered = in(80, variables, "status --help --version" + redirection);

            assertThat(prepared.waitForExit()).isEqualTo(rendered.waitForExit()).hasSizeGreaterThan(10);
            assertThat(prepared.coloured()).as(redirection).isEqualTo(rendered.coloured());
        }
    }

    @Test
    void nothing_is_coloured_in_a_pipe() {
        sendSessions();
        RealTerminal terminal = in(80, Map.of(), "sessions | cat");
        terminal.waitForExit();
        assertThat(terminal.coloured()).contains("PROJECT").doesNotContain(ESCAPE);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 200})
    void the_demo_fits_and_is_coloured(int columns) {
        RealTerminal terminal = in(columns, Map.of(), "demo --scenario multi-session --pace 0");

        List<String> lines = terminal.waitForExit();

        assertThat(terminal.unwrapped()).isEqualTo(lines);
        assertThat(steps(lines)).hasSize(9);
        assertThat(terminal.coloured()).contains(ESCAPE);
    }

    @Test
    void the_demo_continues_at_each_key_without_leaving_gaps() {
        RealTerminal terminal = in(80, Map.of(), "demo --scenario waiting --interactive");
        for (int steps = 1; steps < 5; steps++) {
            int shown = steps;
            await().until(() -> steps(terminal.screen()).size() == shown
                    && terminal.screen().getLast().startsWith("Press Enter"));
            terminal.press("Enter");
        }
        assertThat(terminal.waitForExit())
                .containsSubsequence(steps(terminal.screen()))
                .noneMatch(line -> line.startsWith("Press Enter"))
                .filteredOn(String::isEmpty)
                .hasSize(2);
    }

    /** Returns the lines of a demo's table. */
    private static List<String> steps(List<String> screen) {
        return screen.stream()
                .dropWhile(line -> !line.contains("the bar shows"))
                .skip(1)
                .takeWhile(line -> !line.isEmpty() && !line.startsWith("Press Enter"))
                .toList();
    }

    private RealTerminal in(int columns, Map<String, String> environment, String call) {
        return RealTerminal.start(home, columns, environment, String.join(" ", program.command()) + " " + call);
    }

    private void sendSessions() {
        tool("plain", "a-directory-of-a-name-that-is-long-but-plain");
        prompt("wide", "設計-デザイン");
        prompt("emoji", "🚀-⚡-✅-🧪");
        prompt("combined", "re\u0301sume\u0301-café");
    }

    private void tool(String session, String directory) {
        sendHook(Payload.toolStart(session, "Bash", "use-1"), directory);
    }

    private void prompt(String session, String directory) {
        sendHook(Payload.prompt(session), directory);
    }

    private void sendHook(String payload, String directory) {
        program.call(home, "event")
                .input(payload.replace("/home/user/project", "/home/user/" + directory))
                .run();
    }
}
