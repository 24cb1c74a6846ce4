package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.cli.ManPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rendered help and its examples. */
@Twins
final class HelpIT {
    private static final String PROGRAM = "waybar-llm-bridge";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    HelpIT(Program program) {
        this.program = program;
    }

    static Stream<String> verbs() {
        return ManPages.program("0").getSubcommands().keySet().stream();
    }

    static Stream<String> verbsThatEnd() {
        return verbs().filter(verb -> !verb.equals("daemon"));
    }

    @Test
    void the_help_of_the_program_lists_every_verb() {
        assertThat(help(program.call(home, "--help").run()))
                .startsWith("Usage: " + PROGRAM)
                .contains(verbs().toList());
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void the_help_of_every_verb_is_printed_without_output_on_standard_error(String verb) {
        assertThat(help(verb)).startsWith("Usage: " + PROGRAM + " " + verb);
    }

    /** There is no prepared text for both options together, so Picocli renders the help. */
    @ParameterizedTest
    @MethodSource("verbs")
    void the_verb_help_prints_the_same_help_of_a_verb_as_the_option_and_as_picocli(String verb) {
        String help = help(verb);
        assertThat(help(program.call(home, "help", verb).run())).isEqualTo(help);
        assertThat(help(program.call(home, verb, "--help", "--version").run())).isEqualTo(help);
    }

    @Test
    void the_verb_help_prints_the_same_help_of_the_program_as_the_options_and_as_picocli() {
        String help = help(program.call(home, "--help").run());
        assertThat(help(program.call(home, "-h").run())).isEqualTo(help);
        assertThat(help(program.call(home, "help").run())).isEqualTo(help);
        assertThat(help(program.call(home, "--help", "--version").run())).isEqualTo(help);
    }

    @Test
    void the_version_is_printed_after_the_name_of_the_program() {
        String version = help(program.call(home, "--version").run());
        assertThat(version).matches(PROGRAM + " \\d+\\.\\d+\\.\\d+\\S*\n");
        assertThat(help(program.call(home, "-V").run())).isEqualTo(version);
        assertThat(help(program.call(home, "status", "--version").run())).isEqualTo(version);
        assertThat(help(program.call(home, "--format", "x", "--version").run())).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "--nothing", "status sessions"})
    void help_with_other_arguments_is_a_usage_error(String words) {
        Call.Result result = program.call(home, ("help " + words).split(" ")).run();
        assertThat(result.exit()).isEqualTo(64);
        assertThat(result.err())
                .contains(words.substring(words.indexOf(' ') + 1))
                .hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void an_invocation_without_a_verb_lists_every_verb() {
        Call.Result result = program.call(home).run();
        assertThat(result.exit()).isEqualTo(64);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(verbs().toList()).hasLineCount((int) verbs().count() + 1);
    }

    @Test
    void a_mistyped_name_is_answered_with_the_nearest_one() {
        Call.Result verb = program.call(home, "statu").run();
        assertThat(verb.exit()).isEqualTo(64);
        assertThat(verb.err()).hasLineCount(1).contains("'statu'; did you mean 'status'?");
        Call.Result option = program.call(home, "status", "--fromat=x").run();
        assertThat(option.exit()).isEqualTo(64);
        assertThat(option.err()).hasLineCount(1).contains("'--fromat'; did you mean '--format'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "help", "help event", "event --help", "statusline -h", "status --version"})
    void a_call_for_help_does_not_handle_the_json_of_a_hook(String call) {
        Call.Result result =
                program.call(home, call.split(" ")).input(Payload.prompt("s")).run();
        assertThat(help(result)).contains(PROGRAM);
        assertThat(home.sessionFiles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {">/dev/full", ">&-"})
    void help_that_cannot_be_written_is_not_an_error(String redirection) {
        for (List<String> words : List.of(List.of("--help"), List.of("help", "status"), List.of("--version"))) {
            List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" " + redirection, "sh"));
            line.addAll(program.command());
            line.addAll(words);
            assertThat(help(new Call(home, line).run())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("verbsThatEnd")
    void every_example_works(String verb) throws IOException {
        UserShell shell = shellOfTheExamples();
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            for (String example : examples(verb)) {
                // Without a terminal, setup asks nobody; what it would change here depends on this machine.
                boolean isSetup = verb.equals("setup");
                Call call = shell.call(isSetup && !example.contains("--dry-run") ? example + " --dry-run" : example)
                        .input(Payload.statusLine("try", "Opus 4.5", 2.5));
                if (example.contains("--follow") || example.contains("--watch")) {
                    Call.Running running = call.start();
                    await(example).until(() -> !running.out().isEmpty());
                    running.process().destroy();
                } else {
                    Call.Result result = call.start().waitForExit(TIMEOUT);
                    // The exit code of these two also reflects problems with this machine.
                    int highest = verb.equals("doctor") || isSetup ? 1 : 0;
                    assertThat(result.exit()).as(example + ": " + result.err()).isBetween(0, highest);
                    assertThat(result.err().lines()).as(example).allMatch(HelpIT::isJvmWarning);
                }
            }
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    @Test
    void every_example_in_the_help_of_daemon_starts_a_daemon() {
        for (String example : examples("daemon")) {
            try (Home own = Home.create();
                    DaemonProcess daemon =
                            DaemonProcess.start(UserShell.of(program, own).call(example), own.socket())) {
                assertThat(daemon.isAlive()).as(example).isTrue();
            }
        }
    }

    /** Returns whether a line is the warning about registering the JVM build, which only that build prints. */
    private static boolean isJvmWarning(String line) {
        return line.contains("warning: each invocation starts a Java VM");
    }

    /** Returns a shell with the commands and files that the examples mention. */
    private UserShell shellOfTheExamples() throws IOException {
        Installed.assume("jq");
        // The program prints a warning if it is in a build directory.
        Path installed = Files.createDirectory(home.root().resolve("installed"));
        UserShell shell = UserShell.of(program.copiedTo(installed), home);
        shell.install("my-line", "head -c 20; echo");
        home.write(home.current().resolve("status.json"), Payload.statusLine("try", "Opus 4.5", 2.5));
        home.write(home.current().resolve(".claude/settings.json"), "{}\n");
        home.write(home.user().resolve(".config/waybar/style.css"), "* { font-size: 12px; }\n");
        home.write(home.user().resolve(".claude/settings.json"), "{}\n");
        home.write(home.user().resolve(".claude/projects/-work/0a1b.jsonl"), SampleFiles.transcript());
        return shell;
    }

    /** Returns the example command lines in a verb's help, without the remarks after them. */
    private List<String> examples(String verb) {
        List<String> examples = help(verb)
                .lines()
                .filter(line ->
                        line.startsWith("  ") && line.contains(PROGRAM + " " + verb) || line.contains(PROGRAM + " --"))
                .map(line -> line.strip().split(" {2,}")[0])
                .map(HelpIT::runnable)
                .toList();
        assertThat(examples).as(verb).isNotEmpty();
        return examples;
    }

    /**
     * Reduces an example to a command that can be run here: without sourcing its output ({@link CompletionIT} tests
     * that), without Hyprland's {@code exec-once =}, and without the pauses of the demo.
     */
    private static String runnable(String example) {
        return example.replaceFirst("^source <\\((.*)\\)$", "$1")
                .replaceFirst("^exec-once = ", "")
                .replaceFirst(" \\| source$", "")
                .replaceFirst("--pace 2", "--pace 0");
    }

    private String help(String verb) {
        return help(program.call(home, verb, "--help").run());
    }

    private static String help(Call.Result result) {
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        return result.out();
    }
}
