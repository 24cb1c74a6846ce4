package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.posix.Libc;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the environment and the settings of this process. */
final class SettingsBeans {
    @Produces
    @Singleton
    Environment environment(Libc libc) {
        return Environment.ofProcess(libc.getuid());
    }

    @Produces
    @Singleton
    SettingsReader.SettingsResult reading(CommonOptions options, Environment environment) {
        return SettingsReader.read(options.overrides(), environment);
    }

    @Produces
    @Singleton
    Settings settings(SettingsReader.SettingsResult reading) {
        return reading.settings();
    }
}
