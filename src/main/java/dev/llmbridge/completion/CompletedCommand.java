package dev.llmbridge.completion;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The program or a verb as the completion scripts describe it. Hidden verbs, options and operands are left out.
 *
 * @param name as typed in a shell
 * @param brief its description in one sentence
 * @param operands its positional arguments, in order
 * @param verbs its subcommands
 */
record CompletedCommand(
        String name,
        String brief,
        List<CompletedOption> options,
        List<ArgumentValues> operands,
        List<CompletedCommand> verbs) {
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

        private static CompletedOption of(OptionSpec option) {
            return new CompletedOption(
                    List.of(option.names()),
                    firstSentence(option.description()),
                    option.paramLabel(),
                    ArgumentValues.of(option));
        }
    }

    CompletedCommand {
        options = List.copyOf(options);
        operands = List.copyOf(operands);
        verbs = List.copyOf(verbs);
    }

    static CompletedCommand of(CommandSpec command) {
        return new CompletedCommand(
                command.name(),
                firstSentence(command.usageMessage().description()),
                command.options().stream()
                        .filter(option -> !option.hidden())
                        .map(CompletedOption::of)
                        .toList(),
                command.positionalParameters().stream()
                        .filter(operand -> !operand.hidden())
                        .map(ArgumentValues::of)
                        .toList(),
                command.subcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .filter(verb -> !verb.usageMessage().hidden())
                        .distinct()
                        .map(CompletedCommand::of)
                        .toList());
    }

    /** Returns the first sentence of a description without its full stop. */
    private static String firstSentence(String... description) {
        String text = String.join(" ", description);
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
