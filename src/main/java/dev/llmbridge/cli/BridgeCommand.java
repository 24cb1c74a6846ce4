package dev.llmbridge.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The top-level command, which requires a subcommand. */
@Command(
        name = "waybar-llm-bridge",
        description = "Show in Waybar what every Claude Code session is doing.",
        subcommands = {
            SetupCommand.class,
            EventCommand.class,
            StatusLineCommand.class,
            StatusCommand.class,
            SessionsCommand.class,
            SyncUsageCommand.class,
            DaemonCommand.class,
            WaybarConfigCommand.class,
            InstallServiceCommand.class,
            UninstallServiceCommand.class,
            InstallHooksCommand.class,
            UninstallHooksCommand.class,
            DoctorCommand.class,
            DemoCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Success.", "1:Failure.", "64:Invalid arguments or settings."},
        exitCodeOnUsageHelp = ExitCode.DONE,
        exitCodeOnVersionHelp = ExitCode.DONE,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAILED)
final class BridgeCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Mixin
    CommonOptions options;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand");
    }
}
