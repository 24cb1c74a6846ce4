package dev.llmbridge.cli;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import jakarta.inject.Singleton;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/**
 * The options accepted before and after a verb: help, version and settings. These settings take precedence over the
 * environment and the configuration file; {@link VerbSettings} defines which verb accepts which of them.
 */
@Singleton
final class CommonOptions {
    static final String STATE_PATH = "--state-path";
    static final String SESSIONS_DIR = "--sessions-dir";
    static final String SIGNAL = "--signal";
    static final String FORMAT = "--format";

    @Option(
            names = STATE_PATH,
            paramLabel = "PATH",
            scope = ScopeType.INHERIT,
            description = "State file, which the status command prints for Waybar ($LLM_BRIDGE_STATE_PATH).")
    Optional<String> statePath = Optional.empty();

    @Option(
            names = SESSIONS_DIR,
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Directory for session files ($LLM_BRIDGE_SESSIONS_DIR).")
    Optional<String> sessionsDir = Optional.empty();

    @Option(
            names = SIGNAL,
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description = "N in SIGRTMIN+N, the signal sent to Waybar, 1-30 ($LLM_BRIDGE_SIGNAL).")
    Optional<String> signal = Optional.empty();

    @Option(
            names = FORMAT,
            paramLabel = "STRING",
            scope = ScopeType.INHERIT,
            description = "Format of the bar's text ($LLM_BRIDGE_FORMAT).")
    Optional<String> format = Optional.empty();

    /**
     * Declared here, because Picocli's standard help mixin would resolve the variables in its descriptions again for
     * every verb.
     */
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help message and exit.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print version information and exit.")
    boolean version;

    /** Returns the settings given on the command line, unchecked. */
    CliOverrides overrides() {
        return new CliOverrides(statePath, sessionsDir, signal, format);
    }

    /**
     * Returns the settings of this run.
     *
     * @throws ParameterException if a setting is invalid
     */
    Settings settings(CommandSpec verb, Environment environment) {
        return validated(overrides(), verb, environment);
    }

    static Settings validated(CliOverrides options, CommandSpec verb, Environment environment) {
        SettingsReader.SettingsResult reading = SettingsReader.read(options, environment);
        if (!reading.problems().isEmpty()) {
            throw new ParameterException(verb.commandLine(), reading.problems().getFirst());
        }
        return reading.settings();
    }
}
