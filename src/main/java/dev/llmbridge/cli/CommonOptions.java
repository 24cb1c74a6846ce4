package dev.llmbridge.cli;

import dev.llmbridge.config.CommandLine;
import jakarta.inject.Singleton;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every verb takes, before it or after. They come before environment and file. */
@Singleton
final class CommonOptions {
    /** What stands for the number of a {@code --signal} without one. */
    static final String NO_NUMBER = "nothing";

    @Option(
            names = "--state-path",
            paramLabel = "PATH",
            scope = ScopeType.INHERIT,
            description = "The file that Waybar reads ($LLM_BRIDGE_STATE_PATH).")
    Optional<String> statePath = Optional.empty();

    @Option(
            names = "--sessions-dir",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The folder of the session files ($LLM_BRIDGE_SESSIONS_DIR).")
    Optional<String> sessionsDir = Optional.empty();

    @Option(
            names = "--signal",
            paramLabel = "N",
            arity = "0..1",
            fallbackValue = NO_NUMBER,
            scope = ScopeType.INHERIT,
            description = "Waybar's signal, 1-30 ($LLM_BRIDGE_SIGNAL).")
    Optional<String> signal = Optional.empty();

    @Option(
            names = "--format",
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
    CommandLine asSettings() {
        return new CommandLine(statePath, sessionsDir, signal, format);
    }
}
