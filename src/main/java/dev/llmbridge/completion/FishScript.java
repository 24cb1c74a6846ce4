package dev.llmbridge.completion;

import dev.llmbridge.completion.CommandDescription.OperandDescription;
import dev.llmbridge.completion.CommandDescription.OptionDescription;
import java.util.List;

/** The fish completion script, one {@code complete} command per line. */
final class FishScript {
    private final CommandDescription program;

    FishScript(CommandDescription program) {
        this.program = program;
    }

    String text() {
        StringBuilder out = new StringBuilder();
        out.append("# fish completions for ").append(program.name()).append('\n');
        appendLine(out, "-f");
        appendOptions(out, "__fish_use_subcommand", program);
        for (CommandDescription verb : program.verbs()) {
            appendLine(out, "-n __fish_use_subcommand -a " + verb.name() + " -d " + quoted(verb.summary()));
        }
        for (CommandDescription verb : program.verbs()) {
            String condition = "__fish_seen_subcommand_from " + verb.name();
            appendOptions(out, condition, verb);
            for (OperandDescription operand : verb.operands()) {
                appendOperand(out, condition, operand.values());
            }
        }
        return out.toString();
    }

    private void appendOptions(StringBuilder out, String condition, CommandDescription command) {
        for (OptionDescription option : command.options()) {
            StringBuilder names = new StringBuilder();
            for (String name : option.names()) {
                names.append(name.startsWith("--") ? "-l " : "-s ")
                        .append(name.replaceFirst("^--?", ""))
                        .append(' ');
            }
            appendLine(
                    out,
                    "-n " + quoted(condition) + " " + names + argument(option.argument()) + "-d "
                            + quoted(option.summary()));
        }
    }

    private static String argument(ArgumentValues argument) {
        return switch (argument) {
            case ArgumentValues.None() -> "";
            case ArgumentValues.Choice(List<String> words) -> "-x -a " + quoted(String.join(" ", words)) + " ";
            case ArgumentValues.File() -> "-r -F ";
            case ArgumentValues.Command() -> "-x -a '(__fish_complete_command)' ";
            case ArgumentValues.Any() -> "-x ";
        };
    }

    private void appendOperand(StringBuilder out, String condition, ArgumentValues values) {
        String where = "-n " + quoted(condition) + " ";
        switch (values) {
            case ArgumentValues.Choice(List<String> words) ->
                appendLine(out, where + "-a " + quoted(String.join(" ", words)));
            case ArgumentValues.File() -> appendLine(out, where + "-F");
            case ArgumentValues.Command() -> appendLine(out, where + "-a '(__fish_complete_subcommand)'");
            case ArgumentValues.None(), ArgumentValues.Any() -> {}
        }
    }

    private void appendLine(StringBuilder out, String words) {
        out.append("complete -c " + program.name() + " " + words + "\n");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
