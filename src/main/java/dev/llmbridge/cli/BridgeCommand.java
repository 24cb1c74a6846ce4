package dev.llmbridge.cli;

import dev.llmbridge.display.text.TextSanitizer;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
final class BridgeCommand implements Callable<Integer> {
    private static final int MAX_COLUMNS = 80;
    private static final String INDENT = "  ";

    @Spec
    CommandSpec spec;

    @Mixin
    CommonOptions options;

    /** Lists the verbs, because a user who names none may not know them. */
    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        err.println(spec.name() + ": Missing subcommand; " + UnknownArgument.reference(spec.commandLine())
                + ". The subcommands are:");
        Map<String, CommandLine> verbs = spec.subcommands();
        int width = verbs.keySet().stream().mapToInt(String::length).max().orElse(0);
        verbs.forEach((name, verb) -> {
            String[] description = verb.getCommandSpec().usageMessage().description();
            String line = INDENT + name + " ".repeat(width - name.length()) + INDENT + description[0];
            err.println(TextSanitizer.truncate(line, MAX_COLUMNS));
        });
        return ExitCode.USAGE;
    }
}
