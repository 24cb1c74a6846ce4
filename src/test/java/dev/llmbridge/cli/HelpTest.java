package dev.llmbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    static Stream<String> verbs() {
        return ManPages.program("0").getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void every_verb_is_explained_by_an_example_that_it_understands(String verb) {
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
    void every_verb_and_option_is_described(String verb) {
        CommandLine command = verb(verb);
        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
        assertThat(command.getCommandSpec().options()).allSatisfy(option -> assertThat(option.description())
                .as(option.longestName())
                .isNotEmpty());
    }

    private static CommandLine verb(String verb) {
        return ManPages.program("0").getSubcommands().get(verb);
    }
}
