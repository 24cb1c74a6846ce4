package dev.llmbridge.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings as Quarkus reads them. Values that mean nothing have been replaced by defaults. Single icons, whose names
 * are open, are {@link IconOverrides}' to read. The sentences below are what {@code docs/configuration.md} says of each.
 */
@ConfigMapping(prefix = "llm-bridge")
public interface BridgeConfig {
    /** The daemon's socket. */
    Optional<Path> socketPath();

    /** What Waybar reads. */
    Optional<Path> statePath();

    /** The folder of the session files. */
    Optional<Path> sessionsDir();

    /** N of SIGRTMIN+N, as {@code "signal"} of Waybar's module. */
    @WithDefault(Setting.Default.SIGNAL)
    int signal();

    /** The bar's text for one session. */
    @WithDefault(Setting.Default.FORMAT)
    String format();

    /** The bar's text for several sessions. */
    @WithDefault(Setting.Default.FORMAT_MULTI)
    String formatMulti();

    /** The bar's tooltip for one session. */
    @WithDefault(Setting.Default.TOOLTIP_FORMAT)
    String tooltipFormat();

    /** Claude Code's status line. */
    @WithDefault(Setting.Default.STATUSLINE_FORMAT)
    String statuslineFormat();

    /** The set of glyphs. */
    @WithDefault(Setting.Default.ICONS)
    String icons();

    /** Quiet time after a change before the bar is told. */
    @WithDefault(Setting.Default.DEBOUNCE)
    @WithConverter(DurationConverter.class)
    Duration debounce();

    /** Longest time from a change until the bar is told. */
    @WithDefault(Setting.Default.DEBOUNCE_CAP)
    @WithConverter(DurationConverter.class)
    Duration debounceCap();

    /** A silent session whose process is unknown is shown idle after this long. */
    @WithDefault(Setting.Default.IDLE_AFTER)
    @WithConverter(DurationConverter.class)
    Duration idleAfter();

    /** A silent session whose process is unknown is gone after this long. */
    @WithDefault(Setting.Default.REMOVE_AFTER)
    @WithConverter(DurationConverter.class)
    Duration removeAfter();

    /** A request for permission is shown only when it lasts longer. */
    @WithDefault(Setting.Default.PERMISSION_GRACE)
    @WithConverter(DurationConverter.class)
    Duration permissionGrace();

    /** Further configuration folders of the client, beside {@code $CLAUDE_CONFIG_DIR} (else {@code ~/.claude}): the daemon watches {@code sessions/} in each. */
    Optional<String> clientDirs();

    /** Whether it is shown what a tool is for: its description, else the name of its file, on one line of at most 60 characters. */
    @WithDefault(Setting.Default.DETAIL)
    boolean detail();

    /** What the daemon writes to stderr. */
    @WithDefault(Setting.Default.LOG_LEVEL)
    String logLevel();
}
