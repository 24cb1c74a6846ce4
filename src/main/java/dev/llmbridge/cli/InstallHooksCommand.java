package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.setup.claude.Registration;
import dev.llmbridge.setup.claude.SettingsChange;
import dev.llmbridge.setup.claude.SettingsInspection;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.FileChange;
import dev.llmbridge.setup.file.TargetFile;
import dev.llmbridge.setup.program.StableCommand;
import dev.llmbridge.setup.program.UnknownProgramException;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "install-hooks",
        description = {
            "Add the hooks and the status line to Claude Code's settings.json.",
            "Other settings are left unchanged. A backup with the date in its name is saved next to the file.",
            "If you already have a status line, it keeps working: the new one runs it."
        },
        footer = {"", "Example, to preview the changes:", "  waybar-llm-bridge install-hooks --dry-run"})
final class InstallHooksCommand extends Verb {
    @Mixin
    ClaudeSettingsOptions options;

    @Option(
            names = "--shell-form",
            description =
                    "Write each hook as a shell command, for versions of Claude Code that do not support \"args\".")
    boolean shellForm;

    private final Environment environment;

    @Inject
    InstallHooksCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws UnknownProgramException {
        StableCommand program = StableCommand.ofThisProcess(environment);
        Registration ours = new Registration(program.command(), shellForm);
        VerbOutput output = output();
        try {
            TargetFile file = options.file(environment);
            Optional<SettingsInspection> before = SettingsInspection.of(file, ours.ownName());
            FileChange change = SettingsChange.toInstall(file, ours);
            if (options.apply(change, file, "installed hooks and status line", "already up to date", output)) {
                program.warning().ifPresent(output::warn);
            }
            before.ifPresent(inspection -> warnAbout(inspection, file, output));
            return ExitCode.DONE;
        } catch (ChangeRefusedException e) {
            output.error(e.getMessage() + "; nothing was changed. Add this yourself:");
            output.print(e.isManagedByNix() ? ours.asNix() : new String(ours.newSettings(), StandardCharsets.UTF_8));
            return ExitCode.FAILED;
        }
    }

    private static void warnAbout(SettingsInspection inspection, TargetFile file, VerbOutput output) {
        if (inspection.hooksDisabled()) {
            output.warn("\"disableAllHooks\" is true in " + file.path() + ", so Claude Code runs no hooks");
        }
        if (inspection.hasUnknownStatusLine()) {
            output.warn("\"statusLine\" has an unrecognised format and was left unchanged; cost and model are not"
                    + " available");
        }
    }
}
