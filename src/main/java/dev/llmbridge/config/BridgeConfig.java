package dev.llmbridge.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings as Quarkus maps them, without command-line options. {@link BridgeConfigCustomizer} supplies every value,
 * defaults included. The table in {@code docs/configuration.md} is generated from the comments below.
 */
@ConfigMapping(prefix = "llm-bridge")
public interface BridgeConfig {
    /** The daemon's socket. */
    Optional<Path> socketPath();

    /** The state file that Waybar reads. */
    Optional<Path> statePath();

    /** The folder that contains the session files. */
    Optional<Path> sessionsDir();

    /** The N in SIGRTMIN+N, the signal that updates the bar; {@code "signal"} in Waybar's module. */
    int signal();

    /** The bar's text for one session. */
    String format();

    /** The bar's text for several sessions. */
    String formatMulti();

    /** The bar's tooltip for one session. */
    String tooltipFormat();

    /** Claude Code's status line. */
    String statuslineFormat();

    /** The icon set. */
    String icons();

    /** The time without further changes after which the bar is updated. */
    Duration debounce();

    /** The longest time from a change until the bar is updated. */
    Duration debounceCap();

    /** A silent session whose process is unknown is shown as idle after this long. */
    Duration idleAfter();

    /** A silent session whose process is unknown is removed after this long. */
    Duration removeAfter();

    /** A permission request is shown only if it lasts longer than this. */
    Duration permissionGrace();

    /**
     * Configuration folders of Claude Code in addition to {@code $CLAUDE_CONFIG_DIR} (else {@code ~/.claude}); the daemon
     * watches {@code sessions/} in each.
     */
    Optional<String> clientDirs();

    /** Whether to show a tool's description, else the name of its file, on one line of at most 60 characters. */
    boolean detail();

    /** The level of the daemon's log on stderr. */
    String logLevel();
}
