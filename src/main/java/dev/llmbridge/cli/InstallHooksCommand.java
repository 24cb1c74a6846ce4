package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.setup.claude.ClientSettings;
import dev.llmbridge.setup.claude.ExecutableName;
import dev.llmbridge.setup.claude.Registration;
import dev.llmbridge.setup.claude.SettingsChange;
import dev.llmbridge.setup.claude.SettingsInspection;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.FileChange;
import dev.llmbridge.setup.file.TargetFile;
import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.setup.program.ProgramFinder;
import dev.llmbridge.setup.program.StableCommand;
import dev.llmbridge.setup.program.UnknownProgramException;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "install-hooks",
        description = {
            "Add hooks and status line to Claude Code's settings.json.",
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
        ProgramFinder programs = new ProgramFinder(environment);
        Path executable = programs.find(program.command().file().toString())
                .orElse(program.command().file());
        Registration ours = Registration.keeping(
                options.isShared() ? ProgramCommand.byName() : program.command(), shellForm, programs, executable);
        VerbOutput output = output();
        try {
            TargetFile file = options.file(environment);
            FileChange change = SettingsChange.toInstall(file, ours);
            boolean changed =
                    options.apply(change, file, "installed hooks and status line", "already up to date", output);
            if (options.isShared()) {
                warnAboutPath(programs, executable, output);
            } else if (changed) {
                program.warning().ifPresent(output::warn);
            }
            warnAbout(file, ours.ownName(), output);
            return ExitCode.DONE;
        } catch (ChangeRefusedException e) {
            output.error(e.getMessage() + "; nothing was changed. Add this yourself:");
            output.print(e.isManagedByNix() ? ours.asNix() : new String(ours.newSettings(), StandardCharsets.UTF_8));
            return ExitCode.FAILED;
        }
    }

    private static void warnAboutPath(ProgramFinder programs, Path executable, VerbOutput output) {
        ProgramCommand named = ProgramCommand.byName();
        String name = named.shellText(List.of());
        output.println("The settings contain only the name " + name
                + ": everyone who uses this project needs the program in a directory of their PATH.");
        Optional<Path> found = programs.find(named.words().getFirst());
        if (!found.equals(Optional.of(executable))) {
            output.warn(found.map(other -> "in your own PATH, " + name + " is a different file: " + other)
                    .orElse(name + " is not in your own PATH"));
        }
    }

    /** Warns about settings that stop the hooks; what cannot be read is left to {@code doctor}. */
    private void warnAbout(TargetFile file, ExecutableName ownName, VerbOutput output) {
        try {
            if (SettingsInspection.of(file, ownName).stream().anyMatch(SettingsInspection::hasUnknownStatusLine)) {
                output.warn("\"statusLine\" has an unrecognised format and was left unchanged;"
                        + " cost and model are not available");
            }
            Path user = environment
                    .clientDirectory()
                    .map(directory -> directory.resolve("settings.json"))
                    .orElse(file.path());
            var places = new ClientSettings.Places(
                    options.isForUser() ? file.path() : user,
                    Path.of(".claude").toAbsolutePath(),
                    ClientSettings.MANAGED);
            ClientSettings.read(places, ownName)
                    .restriction()
                    .ifPresent(restriction ->
                            output.warn(restriction.setting() + " in " + restriction.file() + " stops the hooks"
                                    + (restriction.isManaged() ? "; only an administrator can change that" : "")));
        } catch (ChangeRefusedException e) {
            output.warn(e.getMessage());
        }
    }
}
