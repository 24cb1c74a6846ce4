package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.setup.claude.ChangeRefusedException;
import dev.llmbridge.setup.claude.FileChange;
import dev.llmbridge.setup.claude.FileSnapshot;
import dev.llmbridge.setup.claude.Registration;
import dev.llmbridge.setup.claude.SettingsFile;
import dev.llmbridge.setup.claude.SettingsInspection;
import dev.llmbridge.setup.claude.UneditableSettingsException;
import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.setup.program.StableCommand;
import dev.llmbridge.setup.program.StablePath;
import dev.llmbridge.setup.program.UnknownProgramException;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "install-hooks",
        description = {
            "Registers the hooks and the status line in Claude Code's settings.json. Everything else in it stays as it is;"
                    + " what was there is copied to a file beside it that has the day in its name.",
            "A status line of your own goes on: it is called by ours."
        },
        footer = {"", "Example, which only shows what would change:", "  waybar-llm-bridge install-hooks --dry-run"})
final class InstallHooksCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    SettingsOptions options;

    @Option(
            names = "--shell-form",
            description = "Writes each hook as a shell's line, for a Claude Code that knows no \"args\".")
    boolean shellForm;

    private final Environment environment;

    @Inject
    InstallHooksCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws UnknownProgramException {
        StableCommand program = StablePath.in(environment).of(ProgramCommand.ofThisProcess());
        Registration ours = new Registration(program.command().words(), shellForm);
        VerbOutput output = new VerbOutput(spec);
        try {
            SettingsFile file = options.file(environment);
            SettingsChange change = new SettingsChange(file, FileChange.toInstall(file, ours));
            change.carryOut(options.dryRun, "hooks and status line installed", output);
            if (change.isNeeded()) {
                program.warning().ifPresent(output::warn);
            }
            warnOf(file, ours, output);
            return ExitCode.DONE;
        } catch (ChangeRefusedException e) {
            output.complain(e.getMessage() + "; nothing was changed, this is what to put there:");
            output.print(e.isManagedByNix() ? ours.asNix() : new String(ours.newSettings(), StandardCharsets.UTF_8));
            return ExitCode.FAILED;
        }
    }

    private static void warnOf(SettingsFile file, Registration ours, VerbOutput output) throws ChangeRefusedException {
        Optional<FileSnapshot> settings = file.read();
        if (settings.isEmpty()) {
            return;
        }
        try {
            SettingsInspection survey = SettingsInspection.of(settings.get().content(), ours.ownName());
            if (survey.hooksDisabled()) {
                output.warn("\"disableAllHooks\" is true there, so Claude Code runs none of them");
            }
            if (survey.statusLine() == SettingsInspection.StatusLineOwner.UNKNOWN) {
                output.warn(
                        "\"statusLine\" is of a form that is not known and was left alone: cost and model stay unknown");
            }
        } catch (UneditableSettingsException e) {
            // Somebody else has written to it since.
        }
    }
}
