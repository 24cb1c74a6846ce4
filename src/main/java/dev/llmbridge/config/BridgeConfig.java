package dev.llmbridge.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings as Quarkus maps them, without command-line options. {@link BridgeConfigCustomizer} supplies every value,
 * including the defaults, with one exception: a path that is left at its default in the runtime directory is an empty
 * {@code Optional}. The table in {@code docs/configuration.md} is generated from the comments below.
 */
@ConfigMapping(prefix = "llm-bridge")
public interface BridgeConfig {
    /** The daemon's socket. */
    Optional<Path> socketPath();

    /** The state file, which {@code status} prints for Waybar. */
    Optional<Path> statePath();

    /** The directory that contains the session files. */
    Optional<Path> sessionsDir();

    /** The N in SIGRTMIN+N; must equal {@code "signal"} in Waybar's module. */
    int signal();

    /** The bar's text for one session. */
    String format();

    /** The bar's text for several sessions. */
    String formatMulti();

    /** The bar's tooltip for one session. */
    String tooltipFormat();

    /** Claude Code's status line. {@code statusline --format} overrides it. */
    String statuslineFormat();

    /** The icon set. */
    String icons();

    /** How long the daemon waits for further changes before it updates the bar. */
    Duration debounce();

    /** The longest time from a change until the bar is updated. */
    Duration debounceCap();

    /**
     * Time after which a session without events is shown as idle, if its process is unknown and the session is neither
     * running a tool nor waiting.
     */
    Duration idleAfter();

    /** Time after which a session without events is removed, if its process is unknown. */
    Duration removeAfter();

    /** A permission request is shown only if it lasts longer than this. */
    Duration permissionGrace();

    /** How long a session ranks above working sessions after its turn has failed. */
    Duration failurePriority();

    /**
     * Whether sessions without a terminal of their own (the SDKs, {@code claude -p}, background agents) are shown. Even
     * if they are, they determine the bar's text and class only if there are no other sessions.
     */
    String headless();

    /**
     * The bar has the class {@code context-high} if at least this percentage of the context window is in use; 0 turns
     * the warning off.
     */
    int warnContext();

    /**
     * The bar has the class {@code limit-high} if at least this percentage of one of the account's limits has been
     * used; 0 turns the warning off.
     */
    int warnLimit();

    /**
     * Configuration directories of Claude Code, in addition to {@code $CLAUDE_CONFIG_DIR} (or {@code ~/.claude} if that
     * is unset); the daemon watches {@code sessions/} in each.
     */
    Optional<String> clientDirs();

    /**
     * Whether to show a running tool's description or, failing that, the name of the file it works on, in one line of
     * at most 60 characters.
     */
    boolean detail();

    /** The level of the daemon's log, which goes to standard error. */
    String logLevel();
}
