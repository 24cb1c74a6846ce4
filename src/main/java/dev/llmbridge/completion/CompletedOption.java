package dev.llmbridge.completion;

import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option as the completion scripts describe it.
 *
 * @param names including the dashes
 * @param brief its description in one sentence
 * @param label the name of its argument
 * @param argument the values of its argument
 */
record CompletedOption(List<String> names, String brief, String label, ArgumentValues argument) {
    CompletedOption {
        names = List.copyOf(names);
    }

    static CompletedOption of(OptionSpec option) {
        return new CompletedOption(
                List.of(option.names()),
                CompletedVerb.brief(option.description()),
                option.paramLabel(),
                ArgumentValues.of(option));
    }
}
