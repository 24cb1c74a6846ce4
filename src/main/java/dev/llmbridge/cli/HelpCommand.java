package dev.llmbridge.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints the same as {@code --help}. */
@Command(
        name = HelpCommand.NAME,
        description = "Print help for the program or for a subcommand.",
        footer = {"", "Examples:", "  waybar-llm-bridge help", "  waybar-llm-bridge help status"})
final class HelpCommand extends Verb {
    static final String NAME = "help";

    @Parameters(
            paramLabel = "SUBCOMMAND",
            arity = "0..1",
            completionCandidates = Verbs.class,
            description = "Name of the subcommand.")
    Optional<String> verb = Optional.empty();

    @Override
    public Integer call() {
        CommandLine program = spec.root().commandLine();
        CommandLine described = verb.map(name -> named(name, program)).orElse(program);
        described.usage(described.getOut(), described.getColorScheme());
        return ExitCode.DONE;
    }

    private static CommandLine named(String name, CommandLine program) {
        return Optional.ofNullable(program.getSubcommands().get(name))
                .orElseThrow(() -> new UnmatchedArgumentException(program, List.of(name)));
    }

    /** The completion candidates of SUBCOMMAND. */
    static final class Verbs implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(
                            BridgeCommand.class.getAnnotation(Command.class).subcommands())
                    .map(verb -> verb.getAnnotation(Command.class).name())
                    .iterator();
        }
    }
}
