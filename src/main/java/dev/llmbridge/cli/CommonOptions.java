package dev.llmbridge.cli;

import dev.llmbridge.config.CliOverrides;
import jakarta.inject.Singleton;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The options that stand before a verb or after it: help, version, and settings, which come before environment and file.
 * Which verb takes which settings is for {@link VerbSettings}.
 */
@Singleton
final class CommonOptions {
    static final String STATE_PATH = "--state-path";
    static final String SESSIONS_DIR = "--sessions-dir";
    static final String SIGNAL = "--signal";
    static final String FORMAT = "--format";

    /** What stands for the number of a {@code --signal} without one. */
    static final String NO_NUMBER = "nothing";

    @Option(
            names = STATE_PATH,
            paramLabel = "PATH",
            scope = ScopeType.INHERIT,
            description = "The file that Waybar reads ($LLM_BRIDGE_STATE_PATH).")
    Optional<String> statePath = Optional.empty();

    @Option(
            names = SESSIONS_DIR,
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The folder of the session files ($LLM_BRIDGE_SESSIONS_DIR).")
    Optional<String> sessionsDir = Optional.empty();

    @Option(
            names = SIGNAL,
            paramLabel = "N",
            arity = "0..1",
            fallbackValue = NO_NUMBER,
            scope = ScopeType.INHERIT,
            description = "Waybar's signal, 1-30 ($LLM_BRIDGE_SIGNAL).")
    Optional<String> signal = Optional.empty();

    @Option(
            names = FORMAT,
            paramLabel = "STRING",
            scope = ScopeType.INHERIT,
            description = "The bar's text ($LLM_BRIDGE_FORMAT).")
    Optional<String> format = Optional.empty();

    /** Written out, as picocli's own pair is put together from variables anew for each verb. */
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

    /** As the settings take them. */
    CliOverrides asSettings() {
        return new CliOverrides(statePath, sessionsDir, signal, format);
    }
}
