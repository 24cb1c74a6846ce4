package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.systemd.UnitDirectory;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes the units that install-service wrote, and the links that enable them. */
@Command(
        name = "uninstall-service",
        description = {"Remove the units that install-service wrote.", "The links that enabled them are removed too."},
        footer = {"", "Example:", "  waybar-llm-bridge uninstall-service --dry-run"})
final class UninstallServiceCommand extends Verb {
    @Option(names = "--dry-run", description = "List the files without removing them.")
    boolean dryRun;

    private final Environment environment;

    @Inject
    UninstallServiceCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws ChangeRefusedException {
        UnitDirectory directory = UnitDirectory.of(environment);
        VerbOutput output = output();
        if (dryRun) {
            report(directory.removable(), "would remove ", output);
        } else {
            report(directory.remove(), "removed ", output);
        }
        return ExitCode.DONE;
    }

    private static void report(List<Path> files, String prefix, VerbOutput output) {
        if (files.isEmpty()) {
            output.println("No units to remove.");
            return;
        }
        files.forEach(file -> output.println(prefix + file));
        output.println("");
        output.println("To stop the running units:");
        output.println("  systemctl --user stop llm-bridge.socket llm-bridge.service");
        output.println("  systemctl --user daemon-reload");
    }
}
