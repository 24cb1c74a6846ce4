package dev.llmbridge.cli;

import dev.llmbridge.config.BridgeConfig;
import dev.llmbridge.config.BridgeSettings;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.Libc;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The settings of this run: what Quarkus has read, and the options of the command line before it. */
final class SettingsBeans {
    @Produces
    @Singleton
    Environment environment(Libc libc) {
        return Environment.ofProcess(libc.getuid());
    }

    @Produces
    @Singleton
    Settings settings(BridgeConfig config, CommonOptions options, Environment environment) {
        return BridgeSettings.of(config, options.asSettings(), environment);
    }
}
