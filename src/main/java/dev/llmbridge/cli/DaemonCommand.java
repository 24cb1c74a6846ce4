package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.daemon.Daemon;
import dev.llmbridge.daemon.DaemonStartException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "daemon",
        description = "Receives what the hooks send, keeps the state of all sessions, and tells Waybar.",
        footer = {
            "",
            "Examples:",
            "  waybar-llm-bridge daemon",
            "  exec waybar-llm-bridge daemon               in the configuration of Sway or Hyprland"
        })
final class DaemonCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(
            names = {"--aggregate", "--socket"},
            hidden = true,
            description = "What it always does; the original had to be told.")
    boolean always;

    @Option(
            names = "--log-path",
            paramLabel = "FILE",
            hidden = true,
            description = "Of the original, which read transcripts.")
    String logPath;

    private final CommonOptions options;
    private final Environment environment;
    private final Instance<Daemon> daemon;

    @Inject
    DaemonCommand(CommonOptions options, Environment environment, Instance<Daemon> daemon) {
        this.options = options;
        this.environment = environment;
        this.daemon = daemon;
    }

    @Override
    public Integer call() throws DaemonStartException {
        var problems = SettingsReader.read(options.asSettings(), environment).problems();
        if (!problems.isEmpty()) {
            throw new ParameterException(spec.commandLine(), problems.getFirst());
        }
        daemon.get().run();
        return ExitCode.DONE;
    }
}
