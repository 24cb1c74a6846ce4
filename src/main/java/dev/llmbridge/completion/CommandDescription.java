package dev.llmbridge.completion;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The program or one of its verbs, as described in completion scripts. Hidden verbs, options and operands are omitted.
 *
 * @param name as typed in a shell
 * @param summary its description in one sentence
 * @param operands its positional arguments, in order
 * @param verbs its subcommands
 */
record CommandDescription(
        String name,
        String summary,
        List<OptionDescription> options,
        List<OperandDescription> operands,
        List<CommandDescription> verbs) {
    /**
     * An option, as described in completion scripts.
     *
     * @param names including the dashes
     * @param summary its description in one sentence
     * @param label the name of its argument
     * @param argument the values of its argument
     */
    record OptionDescription(List<String> names, String summary, String label, ArgumentValues argument) {
        OptionDescription {
            names = List.copyOf(names);
        }

        private static OptionDescription of(OptionSpec option) {
            return new OptionDescription(
                    List.of(option.names()),
                    firstSentence(option.description()),
                    option.paramLabel(),
                    ArgumentValues.of(option));
        }
    }

    /**
     * A positional argument, as described in completion scripts.
     *
     * @param label its name
     * @param values its values
     */
    record OperandDescription(String label, ArgumentValues values) {
        private static OperandDescription of(PositionalParamSpec operand) {
            return new OperandDescription(operand.paramLabel(), ArgumentValues.of(operand));
        }
    }

    CommandDescription {
        options = List.copyOf(options);
        operands = List.copyOf(operands);
        verbs = List.copyOf(verbs);
    }

    static CommandDescription of(CommandSpec command) {
        return new CommandDescription(
                command.name(),
                firstSentence(command.usageMessage().description()),
                command.options().stream()
                        .filter(option -> !option.hidden())
                        .map(OptionDescription::of)
                        .toList(),
                command.positionalParameters().stream()
                        .filter(operand -> !operand.hidden())
                        .map(OperandDescription::of)
                        .toList(),
                command.subcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .filter(verb -> !verb.usageMessage().hidden())
                        .distinct()
                        .map(CommandDescription::of)
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
