package dev.llmbridge.cli;

import dev.llmbridge.completion.Shell;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        description = "Print a completion script for your shell.",
        footer = {
            "",
            "Examples:",
            "  source <(waybar-llm-bridge completion bash)",
            "  source <(waybar-llm-bridge completion zsh)",
            "  waybar-llm-bridge completion fish | source"
        })
final class CompletionCommand extends Verb {
    @Parameters(
            paramLabel = "SHELL",
            completionCandidates = KnownShells.class,
            description = "Your shell: bash, zsh or fish.")
    // Picocli sets a required parameter before it runs the command.
    @SuppressWarnings("NullAway.Init")
    String shell;

    @Override
    public Integer call() {
        Shell known = Shell.of(shell)
                .orElseThrow(() -> usageError("unknown shell '" + shell + "'; expected bash, zsh or fish"));
        output().print(known.script(spec.root()));
        return ExitCode.DONE;
    }

    /** The completion candidates of SHELL. */
    static final class KnownShells implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Shell.values()).map(Shell::toString).iterator();
        }
    }
}
