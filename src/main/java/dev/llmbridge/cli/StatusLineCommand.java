package dev.llmbridge.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains {@code statusline} to somebody who typed it: called as it is meant, it has run before Quarkus started. */
@Command(
        name = "statusline",
        description = {
            "Reads the status line's JSON that Claude Code gives, and prints the line.",
            "--format sets the line ($$LLM_BRIDGE_STATUSLINE_FORMAT)."
        },
        footer = {
            "",
            "Examples:",
            "  waybar-llm-bridge statusline --format '{context_bar} {context}%%' < status.json",
            "  waybar-llm-bridge statusline --shell 'my-line | head -n 1'",
            "  waybar-llm-bridge statusline -- my-line --short"
        })
final class StatusLineCommand implements Runnable {
    @Option(
            names = "--color",
            paramLabel = "WHEN",
            completionCandidates = Colouring.class,
            description = "auto, always or never; auto: unless NO_COLOR is set or TERM is dumb.")
    Optional<String> color = Optional.empty();

    @Option(
            names = "--shell",
            paramLabel = "STRING",
            description = "Prints what the shell makes of this, given the same JSON, instead of a line of ours.")
    Optional<String> shell = Optional.empty();

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "After --: a command of yours that is given the same JSON and prints the line.")
    String[] command = {};

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "statusline is called by Claude Code, with JSON on standard input; name it in settings.json as \"statusLine\"");
    }

    static final class Colouring implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("auto", "always", "never").iterator();
        }
    }
}
