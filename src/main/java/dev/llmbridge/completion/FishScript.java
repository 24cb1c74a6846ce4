package dev.llmbridge.completion;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The fish completion script, one {@code complete} command per line. */
final class FishScript {
    private final String program;
    private final CompletedVerb top;
    private final List<CompletedVerb> verbs;

    FishScript(CommandSpec program) {
        this.program = program.name();
        this.top = CompletedVerb.of(program);
        this.verbs = CompletedVerb.allOf(program);
    }

    String text() {
        StringBuilder out = new StringBuilder();
        out.append("# fish completions for ").append(program).append('\n');
        line(out, "-f");
        flags(out, "__fish_use_subcommand", top);
        for (CompletedVerb verb : verbs) {
            line(out, "-n __fish_use_subcommand -a " + verb.name() + " -d " + quoted(verb.brief()));
        }
        for (CompletedVerb verb : verbs) {
            String used = "__fish_seen_subcommand_from " + verb.name();
            flags(out, used, verb);
            for (ArgumentValues operand : verb.operands()) {
                operand(out, used, operand);
            }
        }
        return out.toString();
    }

    private void flags(StringBuilder out, String condition, CompletedVerb verb) {
        for (CompletedOption flag : verb.flags()) {
            StringBuilder names = new StringBuilder();
            for (String name : flag.names()) {
                names.append(name.startsWith("--") ? "-l " : "-s ")
                        .append(name.replaceFirst("^--?", ""))
                        .append(' ');
            }
            line(
                    out,
                    "-n " + quoted(condition) + " " + names + argument(flag.argument()) + "-d " + quoted(flag.brief()));
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
        out.append("complete -c ").append(program).append(' ').append(words).append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
