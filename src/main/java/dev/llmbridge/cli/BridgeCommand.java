package dev.llmbridge.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself; it does nothing without a verb. */
@Command(
        name = "waybar-llm-bridge",
        description = "Shows in Waybar what every Claude Code session does.",
        versionProvider = Version.class,
        subcommands = {
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
            CompletionCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Done", "1:It failed; a line says why", "64:The call or a setting is wrong"},
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
        throw new ParameterException(spec.commandLine(), "Name a verb");
    }
}
