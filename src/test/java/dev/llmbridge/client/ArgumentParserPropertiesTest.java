package dev.llmbridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ArgumentParserPropertiesTest {
    private static final List<String> OPTIONS = List.of(
            "--state-path", "--sessions-dir", "--signal", "--format", "--type", "--tool", "--session-id", "--payload");

    @Property
    void any_command_line_is_parsed_without_an_error(@ForAll("arguments") List<String> args) {
        assertThat(ArgumentParser.parse(array(args))).isNotNull();
        assertThat(ArgumentParser.verb(array(args))).isNotNull();
    }

    @Property
    void event_is_recognised_among_any_options(
            @ForAll("optionsWithValues") List<List<String>> before, @ForAll("arguments") List<String> after) {
        List<String> args = new ArrayList<>();
        before.forEach(args::addAll);
        args.add("event");
        args.addAll(after.stream().filter(arg -> !isHelp(arg)).toList());

        assertThat(ArgumentParser.parse(array(args))).isInstanceOf(Invocation.EventInvocation.class);
        assertThat(ArgumentParser.verb(array(args))).hasValue("event");
    }

    @Property
    void an_option_and_its_value_may_be_one_argument_or_two(
            @ForAll("option") String option, @ForAll("word") String value, @ForAll("verb") String verb) {
        assertThat(ArgumentParser.parse(verb, option + "=" + value))
                .isEqualTo(ArgumentParser.parse(verb, option, value));
        assertThat(ArgumentParser.parse(option + "=" + value, verb))
                .isEqualTo(ArgumentParser.parse(option, value, verb));
    }

    @Provide
    Arbitrary<String> verb() {
        return Arbitraries.of("event", "statusline", "status", "daemon");
    }

    @Provide
    Arbitrary<String> option() {
        return Arbitraries.of(OPTIONS);
    }

    @Provide
    Arbitrary<String> word() {
        return Arbitraries.oneOf(
                Arbitraries.of("daemon", "event", "status", "--help", "-h", "--type", "--signal=3", "-", "--", "", "="),
                Arbitraries.strings().ofMaxLength(12));
    }

    @Provide
    Arbitrary<List<String>> arguments() {
        return Arbitraries.oneOf(word(), option()).list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<List<String>>> optionsWithValues() {
        Arbitrary<List<String>> apart = Combinators.combine(option(), word()).as(List::of);
        Arbitrary<List<String>> joined = apart.map(pair -> List.of(pair.get(0) + "=" + pair.get(1)));
        return Arbitraries.oneOf(apart, joined, Arbitraries.just(List.of("--unknown")))
                .list()
                .ofMaxSize(4);
    }

    private static boolean isHelp(String arg) {
        String name = arg.contains("=") ? arg.substring(0, arg.indexOf('=')) : arg;
        return List.of("-h", "--help", "-V", "--version").contains(name);
    }

    private static String[] array(List<String> args) {
        return args.toArray(String[]::new);
    }
}
