package dev.llmbridge.cli;

import dev.llmbridge.client.FastPath;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.daemon.Daemon;
import dev.llmbridge.daemon.DaemonException;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.posix.Libc;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "daemon",
        description = "Run the daemon: track all sessions and update Waybar.",
        footer = {
            "",
            "Examples:",
            "  waybar-llm-bridge daemon",
            "  exec waybar-llm-bridge daemon           in Sway's config",
            "  exec-once = waybar-llm-bridge daemon    in Hyprland's config"
        })
final class DaemonCommand extends Verb {
    @Option(
            names = {"--aggregate", "--socket"},
            hidden = true,
            description = "Accepted for compatibility with version 0.1; always in effect.")
    boolean ignored;

    @Option(
            names = "--log-path",
            paramLabel = "FILE",
            hidden = true,
            description = "Accepted for compatibility with version 0.1; ignored.")
    Optional<String> logPath = Optional.empty();

    private final CommonOptions options;
    private final Environment environment;
    private final Libc libc;
    private final Provider<Daemon> daemon;

    @Inject
    DaemonCommand(CommonOptions options, Environment environment, Libc libc, Provider<Daemon> daemon) {
        this.options = options;
        this.environment = environment;
        this.libc = libc;
        this.daemon = daemon;
    }

    @Override
    public Integer call() throws DaemonException {
        // Reports an invalid setting in one line, before the daemon is created.
        Settings settings = options.settings(spec, environment);
        daemon.get().run(new Daemon.Host() {
            @Override
            public SettingsReader.SettingsResult readSettings() {
                SettingsReader.SettingsResult reading = SettingsReader.read(options.overrides(), environment);
                RenderOptions.ParsedOptions display =
                        RenderOptions.read(reading.settings().appearance());
                return reading.withProblems(display.problems()).withProblems(display.statusLineProblems());
            }

            @Override
            public void applySpooled() {
                FastPath.applySpooled(libc, settings);
            }
        });
        return ExitCode.DONE;
    }
}
