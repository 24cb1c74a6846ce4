package dev.llmbridge.completion;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Completions for fish: one {@code complete} a line. */
final class FishScript {
    private final String program;
    private final Verb top;
    private final List<Verb> verbs;

    FishScript(CommandSpec program) {
        this.program = program.name();
        this.top = Verb.of(program);
        this.verbs = Verb.allOf(program);
    }

    String text() {
        StringBuilder out = new StringBuilder();
        out.append("# fish completions of ").append(program).append('\n');
        line(out, "-f");
        flags(out, "__fish_use_subcommand", top);
        for (Verb verb : verbs) {
            line(out, "-n __fish_use_subcommand -a " + verb.name() + " -d " + quoted(verb.brief()));
        }
        for (Verb verb : verbs) {
            String used = "__fish_seen_subcommand_from " + verb.name();
            flags(out, used, verb);
            for (Argument operand : verb.operands()) {
                operand(out, used, operand);
            }
        }
        return out.toString();
    }

    private void flags(StringBuilder out, String condition, Verb verb) {
        for (Flag flag : verb.flags()) {
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

    private static String argument(Argument argument) {
        return switch (argument) {
            case Argument.None() -> "";
            case Argument.Choice(List<String> words) -> "-x -a " + quoted(String.join(" ", words)) + " ";
            case Argument.File() -> "-r -F ";
            case Argument.Command() -> "-x -a '(__fish_complete_command)' ";
            case Argument.Any() -> "-x ";
        };
    }

    private void operand(StringBuilder out, String condition, Argument operand) {
        String where = "-n " + quoted(condition) + " ";
        switch (operand) {
            case Argument.Choice(List<String> words) -> line(out, where + "-a " + quoted(String.join(" ", words)));
            case Argument.File() -> line(out, where + "-F");
            case Argument.Command() -> line(out, where + "-a '(__fish_complete_subcommand)'");
            case Argument.None(), Argument.Any() -> {}
        }
    }

    private void line(StringBuilder out, String words) {
        out.append("complete -c ").append(program).append(' ').append(words).append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
