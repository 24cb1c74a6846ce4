package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.program.StableCommand;
import dev.llmbridge.setup.program.UnknownProgramException;
import dev.llmbridge.setup.systemd.UnitDirectory;
import dev.llmbridge.setup.systemd.UnitDirectory.UnitFile;
import jakarta.inject.Inject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the units and prints how to enable them. Starts nothing; that is left to the user. */
@Command(
        name = "install-service",
        description = {
            "Write systemd user units for the daemon.",
            "They are written to systemd/user in $$XDG_CONFIG_HOME or ~/.config. If you edited a unit, or if one"
                    + " was installed in another way, the command fails and writes nothing."
        },
        footer = {
            "",
            "Example:",
            "  waybar-llm-bridge install-service",
            "  systemctl --user daemon-reload",
            "  systemctl --user enable --now llm-bridge.socket llm-bridge.service"
        })
final class InstallServiceCommand extends Verb {
    @Option(names = "--dry-run", description = "Print the units without writing them.")
    boolean dryRun;

    private final Environment environment;

    @Inject
    InstallServiceCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws UnknownProgramException, ChangeRefusedException {
        StableCommand program = StableCommand.ofThisProcess(environment);
        UnitDirectory directory = UnitDirectory.of(environment);
        VerbOutput output = output();
        if (dryRun) {
            directory.plan(program.command().words()).forEach(unit -> show(unit, output));
        } else {
            report(directory.install(program.command().words()), output);
        }
        program.warning().ifPresent(output::warn);
        return ExitCode.DONE;
    }

    private static void show(UnitFile unit, VerbOutput output) {
        output.println("==> " + unit.path() + " <==");
        output.println(unit.content());
    }

    private static void report(List<UnitFile> written, VerbOutput output) {
        if (written.isEmpty()) {
            output.println("The units are already up to date.");
        }
        written.forEach(unit -> output.println("wrote " + unit.path()));
        output.println("");
        output.println("To start the daemon now and at every login:");
        output.println("  systemctl --user daemon-reload");
        output.println("  systemctl --user enable --now llm-bridge.socket llm-bridge.service");
        output.println("After an upgrade:");
        output.println("  systemctl --user restart llm-bridge.service");
    }
}
