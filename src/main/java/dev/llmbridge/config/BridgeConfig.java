package dev.llmbridge.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings as Quarkus reads them. Values that mean nothing have been replaced by defaults. Single icons, whose names
 * are open, are {@link OwnIcons}' to read.
 */
@ConfigMapping(prefix = "llm-bridge")
public interface BridgeConfig {
    Optional<Path> socketPath();

    Optional<Path> statePath();

    Optional<Path> sessionsDir();

    @WithDefault(Setting.Default.SIGNAL)
    int signal();

    @WithDefault(Setting.Default.FORMAT)
    String format();

    @WithDefault(Setting.Default.FORMAT_MULTI)
    String formatMulti();

    @WithDefault(Setting.Default.TOOLTIP_FORMAT)
    String tooltipFormat();

    @WithDefault(Setting.Default.STATUSLINE_FORMAT)
    String statuslineFormat();

    @WithDefault(Setting.Default.ICONS)
    String icons();

    @WithDefault(Setting.Default.DEBOUNCE)
    @WithConverter(DurationConverter.class)
    Duration debounce();

    @WithDefault(Setting.Default.DEBOUNCE_CAP)
    @WithConverter(DurationConverter.class)
    Duration debounceCap();

    @WithDefault(Setting.Default.IDLE_AFTER)
    @WithConverter(DurationConverter.class)
    Duration idleAfter();

    @WithDefault(Setting.Default.REMOVE_AFTER)
    @WithConverter(DurationConverter.class)
    Duration removeAfter();

    @WithDefault(Setting.Default.PERMISSION_GRACE)
    @WithConverter(DurationConverter.class)
    Duration permissionGrace();

    Optional<String> clientDirs();

    @WithDefault(Setting.Default.DETAIL)
    boolean detail();

    @WithDefault(Setting.Default.LOG_LEVEL)
    String logLevel();
}
