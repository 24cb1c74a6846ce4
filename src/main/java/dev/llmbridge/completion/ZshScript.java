package dev.llmbridge.completion;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** The zsh completion script. It works both from $fpath and when sourced. */
final class ZshScript {
    private final String program;
    private final CompletedVerb top;
    private final List<CompletedVerb> verbs;

    ZshScript(CommandSpec program) {
        this.program = program.name();
        this.top = CompletedVerb.of(program);
        this.verbs = CompletedVerb.allOf(program);
    }

    String text() {
        String function = "_" + program;
        return String.format(Locale.ROOT, """
                #compdef %1$s

                %2$s() {
                  local curcontext="$curcontext" context state state_descr line ret=1
                  typeset -A opt_args
                  _arguments -C%3$s '1:verb:->verb' '*::argument:->argument' && ret=0
                  case $state in
                  verb)
                    local -a verbs=(%4$s
                    )
                    _describe -t verbs verb verbs && ret=0
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
                """, program, function, specs(top, "    "), descriptions(), cases());
    }

    private String descriptions() {
        StringBuilder out = new StringBuilder();
        for (CompletedVerb verb : verbs) {
            String name = verb.name().replace(":", "\\:");
            out.append("\n      ").append(quoted(name + ":" + verb.brief()));
        }
        return out.toString();
    }

    private String cases() {
        StringBuilder out = new StringBuilder();
        for (CompletedVerb verb : verbs) {
            out.append("\n    ")
                    .append(verb.name())
                    .append(") _arguments")
                    .append(specs(verb, "      "))
                    .append(" && ret=0 ;;");
        }
        return out.toString();
    }

    private static String specs(CompletedVerb verb, String indent) {
        StringBuilder out = new StringBuilder();
        for (CompletedOption flag : verb.flags()) {
            for (String name : flag.names()) {
                String others = flag.names().size() == 1 ? "" : "(" + String.join(" ", flag.names()) + ")";
                String brief = "[" + escaped(flag.brief()) + "]";
                out.append(" \\\n")
                        .append(indent)
                        .append(quoted(others + name + separator(name, flag) + brief + argument(flag)));
            }
        }
        int position = 1;
        for (ArgumentValues operand : verb.operands()) {
            out.append(" \\\n").append(indent).append(quoted(operand(operand, position++)));
        }
        return out.toString();
    }

    /** Long options take their argument after an equals sign or as the next word. */
    private static String separator(String name, CompletedOption flag) {
        return name.startsWith("--") && !(flag.argument() instanceof ArgumentValues.None) ? "=" : "";
    }

    private static String argument(CompletedOption flag) {
        String label = ":" + escaped(flag.label()) + ":";
        return switch (flag.argument()) {
            case ArgumentValues.None() -> "";
            case ArgumentValues.Choice(List<String> words) -> label + "(" + String.join(" ", words) + ")";
            case ArgumentValues.File() -> label + "_files";
            case ArgumentValues.Command() -> label + "_command_names";
            case ArgumentValues.Any() -> label;
        };
    }

    private static String operand(ArgumentValues operand, int position) {
        return switch (operand) {
            case ArgumentValues.Choice(List<String> words) -> position + ":word:(" + String.join(" ", words) + ")";
            case ArgumentValues.File() -> position + ":file:_files";
            case ArgumentValues.Command() -> "*::command:_normal";
            case ArgumentValues.None(), ArgumentValues.Any() -> position + ":argument:";
        };
    }

    private static String escaped(String text) {
        return text.replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
