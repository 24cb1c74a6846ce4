package dev.llmbridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.cli.ManPages;
import dev.llmbridge.preisolate.CommandWords;
import dev.llmbridge.preisolate.RawArguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options are listed three times: in Picocli's model, in {@link ArgumentParser} and in {@link RawArguments}. An
 * option in Picocli's help must take effect whichever of them parses the call.
 */
class OptionListsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/llmbridge");
    private static final Pattern LONG_NAME = Pattern.compile("\"(--[a-z][a-z-]*)\"");
    private static final Pattern CONSTANT = Pattern.compile("CommandWords\\.([A-Z_]+)");
    private static final Pattern C_STRING = Pattern.compile("createCString\\(CommandWords\\.([A-Z_]+)\\)");
    private static final List<String> VERBS =
            List.of(CommandWords.EVENT, CommandWords.STATUS_LINE, CommandWords.STATUS);

    /** Accepted and ignored, also by Picocli: hooks of the original program use it. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("--payload");

    private static final String VALUE = "7";

    static Stream<Arguments> listedOptions() {
        return VERBS.stream().flatMap(verb -> optionsOf(verb).stream().flatMap(option -> Stream.of(option.names())
                .map(name -> Arguments.of(verb, name, takesValue(option)))));
    }

    @ParameterizedTest
    @MethodSource("listedOptions")
    void an_option_of_picocli_is_accepted_before_and_after_the_verb(String verb, String name, boolean takesValue) {
        for (List<String> call : callsWith(verb, name, takesValue)) {
            Invocation invocation = parse(call);
            if (WITHOUT_EFFECT.contains(name)) {
                assertThat(invocation).as("%s", call).isEqualTo(parse(List.of(verb)));
            } else if (!(invocation instanceof Invocation.Unhandled)) {
                assertThat(invocation).as("%s is ignored", call).isNotEqualTo(parse(List.of(verb)));
                assertThat(invocation.toString()).as("%s", call).contains(takesValue ? VALUE : "");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("listedOptions")
    void an_option_takes_the_next_argument_if_picocli_gives_it_a_value(String verb, String name, boolean takesValue) {
        Invocation invocation = parse(List.of(verb, name, "--help"));
        if (takesValue) {
            assertThat(invocation).as("%s %s", verb, name).isNotInstanceOf(Invocation.Unhandled.class);
        } else {
            assertThat(invocation).as("%s %s", verb, name).isInstanceOf(Invocation.Unhandled.class);
        }
    }

    @Test
    void an_option_that_picocli_does_not_list_for_a_verb_has_no_effect() throws Exception {
        for (String verb : VERBS) {
            List<String> unlisted = new ArrayList<>(namesInArgumentParser());
            unlisted.removeAll(names(verb));
            unlisted.add("--unknown");
            for (String name : unlisted) {
                Invocation invocation = parse(List.of(verb, name, VALUE));
                if (verb.equals(CommandWords.STATUS)) {
                    assertThat(invocation).as("%s %s", verb, name).isInstanceOf(Invocation.Unhandled.class);
                } else {
                    // A hook never fails because of an option; on a terminal Picocli reports it.
                    assertThat(invocation).as("%s %s", verb, name).isEqualTo(parse(List.of(verb)));
                }
            }
        }
    }

    @Test
    void every_option_of_the_argument_parser_is_listed_by_picocli() throws Exception {
        Set<String> listed = new LinkedHashSet<>();
        VERBS.forEach(verb -> listed.addAll(names(verb)));

        assertThat(namesInArgumentParser()).hasSizeGreaterThan(5).isSubsetOf(listed);
    }

    /** The entry point leaves a call with any other option to the later tiers. */
    @Test
    void the_entry_point_recognises_only_options_of_the_later_tiers() throws Exception {
        Set<String> known = namesInRawArguments();

        assertThat(known).contains(CommandWords.TYPE, CommandWords.SHELL);
        // A signal for Waybar must not end a watch; everything else about it is left to the third tier.
        assertThat(known.remove(CommandWords.WATCH)).isTrue();
        assertThat(names("sessions")).contains(CommandWords.WATCH);
        assertThat(namesInArgumentParser()).containsAll(known);
        Set<String> ofEvent = new LinkedHashSet<>(known);
        ofEvent.removeAll(List.of(CommandWords.SHELL, CommandWords.FOLLOW));
        assertThat(names(CommandWords.EVENT)).containsAll(ofEvent);
        assertThat(names(CommandWords.STATUS_LINE)).contains(CommandWords.SHELL);
        assertThat(names(CommandWords.STATUS)).contains(CommandWords.FOLLOW);
    }

    private static List<List<String>> callsWith(String verb, String name, boolean takesValue) {
        if (!takesValue) {
            return List.of(List.of(verb, name), List.of(name, verb));
        }
        return List.of(
                List.of(verb, name, VALUE),
                List.of(verb, name + "=" + VALUE),
                List.of(name, VALUE, verb),
                List.of(name + "=" + VALUE, verb));
    }

    private static Set<String> names(String verb) {
        Set<String> names = new LinkedHashSet<>();
        optionsOf(verb).forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }

    private static List<OptionSpec> optionsOf(String verb) {
        return ManPages.program("0").getSubcommands().get(verb).getCommandSpec().options();
    }

    private static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    private static Set<String> namesInArgumentParser() throws Exception {
        String source = Files.readString(SOURCES.resolve("client/ArgumentParser.java"));
        Set<String> names = new LinkedHashSet<>(namesOf(CONSTANT, source));
        Matcher literal = LONG_NAME.matcher(source);
        while (literal.find()) {
            names.add(literal.group(1));
        }
        return names;
    }

    private static Set<String> namesInRawArguments() throws Exception {
        String source = Files.readString(SOURCES.resolve("preisolate/RawArguments.java"));
        assertThat(LONG_NAME.matcher(source).find())
                .as("options that are not constants of CommandWords")
                .isFalse();
        return namesOf(C_STRING, source);
    }

    /** The options among the constants that a source file uses. */
    private static Set<String> namesOf(Pattern constant, String source) throws ReflectiveOperationException {
        Set<String> names = new LinkedHashSet<>();
        Matcher named = constant.matcher(source);
        while (named.find()) {
            String word =
                    (String) CommandWords.class.getDeclaredField(named.group(1)).get(null);
            if (word.startsWith("--") && !word.equals(CommandWords.END_OF_OPTIONS)) {
                names.add(word);
            }
        }
        return names;
    }

    private static Invocation parse(List<String> words) {
        return ArgumentParser.parse(words.toArray(String[]::new));
    }
}
