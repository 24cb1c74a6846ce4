package dev.llmbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    private static final Set<String> ALL = Set.of("--state-path", "--sessions-dir", "--signal", "--format");
    private static final Set<String> DIRECTORIES = Set.of("--state-path", "--sessions-dir");

    /** The settings that each verb honours. */
    static final List<Arguments> HONOURED = List.of(
            arguments("event", ALL),
            arguments("statusline", ALL),
            arguments("status", Set.of("--state-path", "--sessions-dir", "--format")),
            arguments("sessions", Set.of("--sessions-dir")),
            arguments("sync-usage", ALL),
            arguments("daemon", ALL),
            arguments("setup", Set.of("--signal")),
            arguments("waybar-config", ALL),
            arguments("install-service", Set.of()),
            arguments("uninstall-service", Set.of()),
            arguments("install-hooks", Set.of()),
            arguments("uninstall-hooks", Set.of()),
            arguments("doctor", ALL),
            arguments("demo", DIRECTORIES),
            arguments("completion", Set.of()),
            arguments("help", Set.of()));

    static Stream<String> verbs() {
        return ManPages.program("0").getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void every_verb_has_examples_that_it_accepts(String verb) {
        List<String> examples = Arrays.stream(
                        verb(verb).getCommandSpec().usageMessage().footer())
                .filter(line -> line.contains(CallWords.PROGRAM))
                .toList();
        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            String[] words = CallWords.of(example);
            assertThat(words).contains(verb);
            assertThatCode(() -> ManPages.program("0").parseArgs(words))
                    .as(example)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void the_help_fits_80_columns_with_every_example_on_one_line(String verb) {
        String help = verb(verb).getUsageMessage();
        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(verb(verb).getCommandSpec().usageMessage().footer())
                .allSatisfy(line -> assertThat(help.lines()).contains(line.replace("%%", "%")));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void every_verb_and_option_is_described(String verb) {
        CommandLine command = verb(verb);
        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
        assertThat(command.getCommandSpec().options()).allSatisfy(option -> assertThat(option.description())
                .as(option.longestName())
                .isNotEmpty());
    }

    @ParameterizedTest
    @FieldSource("HONOURED")
    void a_verb_lists_exactly_the_settings_that_it_honours(String verb, Set<String> honoured) {
        Set<String> listed = new LinkedHashSet<>(ALL);
        listed.retainAll(verb(verb).getCommandSpec().optionsMap().keySet());
        assertThat(listed).isEqualTo(honoured);
    }

    @ParameterizedTest
    @FieldSource("HONOURED")
    void a_setting_that_a_verb_does_not_honour_is_rejected_before_and_after_it(String verb, Set<String> honoured) {
        for (String option : others(honoured)) {
            // Without its operand, "completion" would fail before the option is checked.
            String[] whole = verb.equals("completion") ? new String[] {verb, "bash"} : new String[] {verb};
            assertRefused(option, join(whole, option, "9"));
            assertRefused(option, join(whole, option + "=9"));
            assertRefused(option, join(new String[] {option, "9"}, whole));
            assertRefused(option, join(new String[] {option + "=9"}, whole));
        }
    }

    private static String[] join(String[] first, String... then) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(then)).toArray(String[]::new);
    }

    private static void assertRefused(String option, String... words) {
        StringWriter err = new StringWriter();
        int code = ManPages.program("0").setErr(new PrintWriter(err)).execute(words);
        assertThat(code).as(String.join(" ", words)).isEqualTo(64);
        assertThat(err.toString()).contains("Unknown option", "'" + option).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            statu                  | Unknown subcommand: 'statu'; did you mean 'status'?
            Sesions --json         | Unknown subcommand: 'Sesions'; did you mean 'sessions'?
            wabyar-config          | Unknown subcommand: 'wabyar-config'; did you mean 'waybar-config'?
            help statu             | Unknown subcommand: 'statu'; did you mean 'status'?
            frobnicate             | Unknown subcommand: 'frobnicate'; see 'waybar-llm-bridge --help'
            ls                     | Unknown subcommand: 'ls'; see 'waybar-llm-bridge --help'
            status --fromat x      | Unknown option: '--fromat'; did you mean '--format'?
            status --folow=x       | Unknown option: '--folow'; did you mean '--follow'?
            status -follow         | Unknown option: '-follow'; did you mean '--follow'?
            --satte-path=x daemon  | Unknown option: '--satte-path'; did you mean '--state-path'?
            status --frobnicate    | Unknown option: '--frobnicate'; see 'waybar-llm-bridge status --help'
            status -x              | Unknown option: '-x'; see 'waybar-llm-bridge status --help'
            status text            | Unexpected argument: 'text'; see 'waybar-llm-bridge status --help'
            """)
    void a_mistyped_name_is_answered_with_the_nearest_one(String words, String message) {
        StringWriter err = new StringWriter();

        int code = ManPages.program("0").setErr(new PrintWriter(err)).execute(words.split(" "));

        assertThat(code).isEqualTo(64);
        assertThat(err).hasToString("waybar-llm-bridge: " + message + "\n");
    }

    @Test
    void an_invocation_without_a_verb_lists_each_verb_on_one_line() {
        StringWriter err = new StringWriter();

        int code = ManPages.program("0").setErr(new PrintWriter(err)).execute();

        assertThat(code).isEqualTo(64);
        List<String> lines = err.toString().lines().toList();
        assertThat(lines.getFirst())
                .isEqualTo(
                        "waybar-llm-bridge: Missing subcommand; see 'waybar-llm-bridge --help'. The subcommands are:");
        assertThat(lines.subList(1, lines.size()))
                .hasSameSizeAs(verbs().toList())
                .allSatisfy(line ->
                        assertThat(line).matches("  [a-z-]+ +[A-Z].*\\.").hasSizeLessThanOrEqualTo(80))
                .extracting(line -> line.strip().split(" ")[0])
                .containsExactlyElementsOf(verbs().toList());
    }

    @Test
    void every_verb_is_in_the_table_of_honoured_settings() {
        assertThat(HONOURED)
                .extracting(arguments -> arguments.get()[0])
                .containsExactlyInAnyOrderElementsOf(verbs().toList());
    }

    @Test
    void help_is_completed_with_every_verb() {
        assertThat(new HelpCommand.Verbs()).containsExactlyElementsOf(verbs().toList());
    }

    private static Set<String> others(Set<String> honoured) {
        Set<String> others = new LinkedHashSet<>(ALL);
        others.removeAll(honoured);
        return others;
    }

    private static CommandLine verb(String verb) {
        return ManPages.program("0").getSubcommands().get(verb);
    }
}
