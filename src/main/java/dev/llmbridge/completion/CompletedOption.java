package dev.llmbridge.completion;

import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option.
 *
 * @param names with their dashes
 * @param brief what it does, in one sentence
 * @param label what its argument is called
 * @param argument what may follow it
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
