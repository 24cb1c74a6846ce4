package dev.llmbridge.completion;

import dev.llmbridge.completion.CommandDescription.OperandDescription;
import dev.llmbridge.completion.CommandDescription.OptionDescription;
import java.util.List;
import java.util.Locale;

/** The zsh completion script. It works both when autoloaded from $fpath and when sourced. */
final class ZshScript {
    private final CommandDescription program;

    ZshScript(CommandDescription program) {
        this.program = program;
    }

    String text() {
        String name = program.name();
        String function = "_" + name;
        return String.format(Locale.ROOT, """
                #compdef %1$s

                %2$s() {
                  local curcontext="$curcontext" context state state_descr line ret=1
                  typeset -A opt_args
                  _arguments -C%3$s '1:subcommand:->subcommand' '*::argument:->argument' && ret=0
                  case $state in
                  subcommand)
                    local -a subcommands=(%4$s
                    )
                    _describe -t subcommands subcommand subcommands && ret=0
                    ;;
                  argument)
                    case $words[1] in%5$s
                    esac
                    ;;
                  esac
                  return ret
                }

                if [ "$funcstack[1]" = %2$s ]; then
                  %2$s "$@"
                else
                  compdef %2$s %1$s
                fi
                """, name, function, specs(program, "    "), descriptions(), cases());
    }

    private String descriptions() {
        StringBuilder out = new StringBuilder();
        for (CommandDescription verb : program.verbs()) {
            String name = verb.name().replace(":", "\\:");
            out.append("\n      ").append(quoted(name + ":" + verb.summary()));
        }
        return out.toString();
    }

    private String cases() {
        StringBuilder out = new StringBuilder();
        for (CommandDescription verb : program.verbs()) {
            out.append("\n    ")
                    .append(verb.name())
                    .append(") _arguments")
                    .append(specs(verb, "      "))
                    .append(" && ret=0 ;;");
        }
        return out.toString();
    }

    private static String specs(CommandDescription command, String indent) {
        StringBuilder out = new StringBuilder();
        for (OptionDescription option : command.options()) {
            for (String name : option.names()) {
                String exclusions = option.names().size() == 1 ? "" : "(" + String.join(" ", option.names()) + ")";
                String summary = "[" + escaped(option.summary()) + "]";
                out.append(" \\\n")
                        .append(indent)
                        .append(quoted(exclusions + name + separator(name, option) + summary + argument(option)));
            }
        }
        int position = 1;
        for (OperandDescription operand : command.operands()) {
            out.append(" \\\n").append(indent).append(quoted(operand(operand, position++)));
        }
        return out.toString();
    }

    /** Long options take their argument after an equals sign or as the next word. */
    private static String separator(String name, OptionDescription option) {
        return name.startsWith("--") && !(option.argument() instanceof ArgumentValues.None) ? "=" : "";
    }

    private static String argument(OptionDescription option) {
        String label = ":" + escaped(option.label()) + ":";
        return switch (option.argument()) {
            case ArgumentValues.None() -> "";
            case ArgumentValues.Choice(List<String> words) -> label + "(" + String.join(" ", words) + ")";
            case ArgumentValues.File() -> label + "_files";
            case ArgumentValues.Command() -> label + "_command_names";
            case ArgumentValues.Any() -> label;
        };
    }

    private static String operand(OperandDescription operand, int position) {
        String label = ":" + escaped(operand.label().toLowerCase(Locale.ROOT)) + ":";
        return switch (operand.values()) {
            case ArgumentValues.Choice(List<String> words) -> position + label + "(" + String.join(" ", words) + ")";
            case ArgumentValues.File() -> position + label + "_files";
            case ArgumentValues.Command() -> "*:" + label + "_normal";
            case ArgumentValues.None(), ArgumentValues.Any() -> position + label;
        };
    }

    private static String escaped(String text) {
        return text.replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
