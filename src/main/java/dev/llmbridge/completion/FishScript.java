package dev.llmbridge.completion;

import dev.llmbridge.completion.CompletedCommand.CompletedOption;
import java.util.List;

/** The fish completion script, one {@code complete} command per line. */
final class FishScript {
    private final CompletedCommand program;

    FishScript(CompletedCommand program) {
        this.program = program;
    }

    String text() {
        StringBuilder out = new StringBuilder();
        out.append("# fish completions for ").append(program.name()).append('\n');
        line(out, "-f");
        options(out, "__fish_use_subcommand", program);
        for (CompletedCommand verb : program.verbs()) {
            line(out, "-n __fish_use_subcommand -a " + verb.name() + " -d " + quoted(verb.brief()));
        }
        for (CompletedCommand verb : program.verbs()) {
            String used = "__fish_seen_subcommand_from " + verb.name();
            options(out, used, verb);
            for (ArgumentValues operand : verb.operands()) {
                operand(out, used, operand);
            }
        }
        return out.toString();
    }

    private void options(StringBuilder out, String condition, CompletedCommand command) {
        for (CompletedOption option : command.options()) {
            StringBuilder names = new StringBuilder();
            for (String name : option.names()) {
                names.append(name.startsWith("--") ? "-l " : "-s ")
                        .append(name.replaceFirst("^--?", ""))
                        .append(' ');
            }
            line(
                    out,
                    "-n " + quoted(condition) + " " + names + argument(option.argument()) + "-d "
                            + quoted(option.brief()));
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

    private void operand(StringBuilder out, String condition, ArgumentValues operand) {
        String where = "-n " + quoted(condition) + " ";
        switch (operand) {
            case ArgumentValues.Choice(List<String> words) ->
                line(out, where + "-a " + quoted(String.join(" ", words)));
            case ArgumentValues.File() -> line(out, where + "-F");
            case ArgumentValues.Command() -> line(out, where + "-a '(__fish_complete_subcommand)'");
            case ArgumentValues.None(), ArgumentValues.Any() -> {}
        }
    }

    private void line(StringBuilder out, String words) {
        out.append("complete -c " + program.name() + " " + words + "\n");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
