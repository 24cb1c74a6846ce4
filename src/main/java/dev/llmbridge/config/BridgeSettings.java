package dev.llmbridge.config;

import dev.llmbridge.session.Expiry;
import java.nio.file.Path;
import java.util.Optional;

/** Makes settings of what Quarkus has read, which the options of the command line come before. */
public final class BridgeSettings {
    /** Equal to what {@link SettingsReader} reads in the same surroundings. */
    public static Settings of(BridgeConfig config, CliOverrides commandLine, Environment environment) {
        return new Settings(
                path(Setting.SOCKET_PATH, config.socketPath(), commandLine, environment),
                path(Setting.STATE_PATH, config.statePath(), commandLine, environment),
                path(Setting.SESSIONS_DIR, config.sessionsDir(), commandLine, environment),
                commandLine.get(Setting.SIGNAL).map(BridgeSettings::signal).orElseGet(config::signal),
                appearance(config, commandLine, environment),
                config.debounce(),
                config.debounceCap(),
                new Expiry(config.idleAfter(), config.removeAfter(), config.permissionGrace()),
                environment.clientSessions(Setting.paths(config.clientDirs().orElse(""))),
                config.detail());
    }

    private static Appearance appearance(BridgeConfig config, CliOverrides commandLine, Environment environment) {
        return new Appearance(
                commandLine.get(Setting.FORMAT).orElseGet(config::format),
                config.formatMulti(),
                config.tooltipFormat(),
                config.statuslineFormat(),
                IconSet.valueOf(config.icons()),
                IconOverrides.read(environment, ConfigFile.read(environment)),
                SettingsReader.isAppearanceOwn(commandLine, environment));
    }

    private static int signal(String raw) {
        return Integer.parseInt(Setting.SIGNAL.canonical(raw).orElse(Setting.Default.SIGNAL));
    }

    private static Path path(
            Setting setting, Optional<Path> configured, CliOverrides commandLine, Environment environment) {
        Optional<String> option = commandLine.get(setting);
        Optional<Path> path =
                option.isPresent() ? option.flatMap(setting::canonical).map(Path::of) : configured;
        return path.orElseGet(() -> environment.defaultPath(setting));
    }

    private BridgeSettings() {}
}
