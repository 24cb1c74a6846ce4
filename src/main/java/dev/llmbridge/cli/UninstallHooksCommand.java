package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.setup.claude.ExecutableName;
import dev.llmbridge.setup.claude.SettingsChange;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.FileChange;
import dev.llmbridge.setup.file.TargetFile;
import dev.llmbridge.setup.program.StableCommand;
import dev.llmbridge.setup.program.UnknownProgramException;
import jakarta.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "uninstall-hooks",
        description = {
            "Remove hooks and status line from Claude Code's settings.",
            "Entries added by any version of this program are removed; other settings are left unchanged. Your own"
                    + " status line is restored."
        },
        footer = {"", "Example, for the settings of a project:", "  waybar-llm-bridge uninstall-hooks --scope project"})
final class UninstallHooksCommand extends Verb {
    @Mixin
    ClaudeSettingsOptions options;

    private final Environment environment;

    @Inject
    UninstallHooksCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws ChangeRefusedException, UnknownProgramException {
        StableCommand program = StableCommand.ofThisProcess(environment);
        ExecutableName ownName = new ExecutableName(program.command().words().getLast());
        TargetFile file = options.file(environment);
        FileChange change = SettingsChange.toUninstall(file, ownName);
        options.apply(change, file, "removed hooks and status line", "nothing to remove", output());
        return ExitCode.DONE;
    }
}
