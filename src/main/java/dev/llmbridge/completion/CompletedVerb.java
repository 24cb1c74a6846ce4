package dev.llmbridge.completion;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A verb, or the program itself, as the completion scripts describe it.
 *
 * @param name as typed in a shell
 * @param brief its description in one sentence
 * @param flags its options
 * @param operands its positional arguments, in order
 */
record CompletedVerb(String name, String brief, List<CompletedOption> flags, List<ArgumentValues> operands) {
    CompletedVerb {
        flags = List.copyOf(flags);
        operands = List.copyOf(operands);
    }

    static CompletedVerb of(CommandSpec command) {
        return new CompletedVerb(
                command.name(),
                brief(command.usageMessage().description()),
                command.options().stream()
                        .filter(option -> !option.hidden())
                        .map(CompletedOption::of)
                        .toList(),
                command.positionalParameters().stream()
                        .filter(operand -> !operand.hidden())
                        .map(ArgumentValues::of)
                        .toList());
    }

    /** Returns the visible verbs of a program. */
    static List<CompletedVerb> allOf(CommandSpec program) {
        return program.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(verb -> !verb.usageMessage().hidden())
                .distinct()
                .map(CompletedVerb::of)
                .toList();
    }

    /** Returns the first sentence of a description without its full stop. */
    static String brief(String... description) {
        String text = String.join(" ", description);
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
