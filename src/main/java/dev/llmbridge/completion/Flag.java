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
record Flag(List<String> names, String brief, String label, Argument argument) {
    Flag {
        names = List.copyOf(names);
    }

    static Flag of(OptionSpec option) {
        return new Flag(
                List.of(option.names()), Verb.brief(option.description()), option.paramLabel(), Argument.of(option));
    }
}
