package dev.llmbridge.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Describes {@code statusline} in the help. Calls from Claude Code are handled before Quarkus starts. */
@Command(
        name = StatusLineCommand.NAME,
        description = "Print the status line from the JSON on standard input.",
        footer = {
            "",
            "Examples:",
            "  waybar-llm-bridge statusline --format '{context_bar} {context}%%' < status.json",
            "  waybar-llm-bridge statusline --shell 'my-line | head -n 1'",
            "  waybar-llm-bridge statusline -- my-line --short"
        })
final class StatusLineCommand extends Verb {
    static final String NAME = "statusline";

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            completionCandidates = ColorCandidates.class,
            description = {
                "When to print colours: auto, always or never.",
                "With auto, the line is coloured unless NO_COLOR is set or TERM is dumb."
            })
    Optional<String> color = Optional.empty();

    @Option(
            names = "--shell",
            paramLabel = "STRING",
            description = "Run this shell command with the same JSON and print its output instead.")
    Optional<String> shell = Optional.empty();

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "After --: run this command with the same JSON and print its output instead.")
    String[] command = {};

    @Override
    public Integer call() {
        throw usageError("statusline reads JSON from Claude Code on standard input; register it with install-hooks");
    }

    /** The completion candidates of {@code --color}. */
    static final class ColorCandidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("auto", "always", "never").iterator();
        }
    }
}
