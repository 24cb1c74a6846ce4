package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.setup.claude.Plan;
import dev.llmbridge.setup.claude.Refusal;
import dev.llmbridge.setup.claude.Registration;
import dev.llmbridge.setup.claude.SettingsFile;
import dev.llmbridge.setup.claude.Snapshot;
import dev.llmbridge.setup.claude.Survey;
import dev.llmbridge.setup.claude.UnsuitableSettings;
import dev.llmbridge.setup.program.LastingCommand;
import dev.llmbridge.setup.program.OwnCommand;
import dev.llmbridge.setup.program.StablePath;
import dev.llmbridge.setup.program.UnknownProgram;
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
    public Integer call() throws UnknownProgram {
        LastingCommand program = StablePath.in(environment).of(OwnCommand.ofThisProcess());
        Registration ours = new Registration(program.command().words(), shellForm);
        VerbOutput output = new VerbOutput(spec);
        try {
            SettingsFile file = options.file(environment);
            SettingsChange change = new SettingsChange(file, Plan.toInstall(file, ours));
            change.carryOut(options.dryRun, "hooks and status line installed", output);
            if (change.isNeeded()) {
                program.warning().ifPresent(output::warn);
            }
            warnOf(file, ours, output);
            return ExitCode.DONE;
        } catch (Refusal e) {
            output.complain(e.getMessage() + "; nothing was changed, this is what to put there:");
            output.print(e.isOfNix() ? ours.asNix() : new String(ours.alone(), StandardCharsets.UTF_8));
            return ExitCode.FAILED;
        }
    }

    private static void warnOf(SettingsFile file, Registration ours, VerbOutput output) throws Refusal {
        Optional<Snapshot> settings = file.read();
        if (settings.isEmpty()) {
            return;
        }
        try {
            Survey survey = Survey.of(settings.get().content(), ours.ownName());
            if (survey.hooksDisabled()) {
                output.warn("\"disableAllHooks\" is true there, so Claude Code runs none of them");
            }
            if (survey.statusLine() == Survey.StatusLine.UNKNOWN) {
                output.warn(
                        "\"statusLine\" is of a form that is not known and was left alone: cost and model stay unknown");
            }
        } catch (UnsuitableSettings e) {
            // Somebody else has written to it since.
        }
    }
}
