package dev.llmbridge.cli;

import dev.llmbridge.completion.Shell;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
final class CompletionCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "SHELL", completionCandidates = KnownShells.class, description = "bash, zsh or fish.")
    String shell;

    @Override
    public Integer call() {
        Shell known = Shell.of(shell)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "unknown shell '" + shell + "'; expected bash, zsh or fish"));
        new VerbOutput(spec).print(known.script(spec.root()));
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
