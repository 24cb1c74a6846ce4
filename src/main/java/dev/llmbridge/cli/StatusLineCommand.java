package dev.llmbridge.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Explains {@code statusline} to somebody who typed it: called as it is meant, it has run before Quarkus started. */
@Command(
        name = "statusline",
        description = "Reads the status line's JSON that Claude Code gives, and prints the line.",
        mixinStandardHelpOptions = true)
final class StatusLineCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "statusline is called by Claude Code, with JSON on standard input; name it in settings.json as \"statusLine\"");
    }
}
