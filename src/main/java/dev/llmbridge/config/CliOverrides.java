package dev.llmbridge.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings given as options, unparsed. A blank value counts as not given.
 *
 * @param statePath {@code --state-path}
 * @param sessionsDir {@code --sessions-dir}
 * @param signal {@code --signal}
 * @param format {@code --format}
 */
public record CliOverrides(
        Optional<String> statePath, Optional<String> sessionsDir, Optional<String> signal, Optional<String> format) {
    /** No option given. */
    public static final CliOverrides NONE =
            new CliOverrides(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Returns a copy without {@code --format}, which for some verbs is not the format of the bar's text. */
    public CliOverrides withoutFormat() {
        return new CliOverrides(statePath, sessionsDir, signal, Optional.empty());
    }

    /** Returns the value of a setting. A path is absolute, unless the current directory has been deleted. */
    Optional<String> get(Setting setting, Environment environment) {
        Optional<String> value =
                switch (setting) {
                    case STATE_PATH -> statePath.map(path -> absolute(path, environment));
                    case SESSIONS_DIR -> sessionsDir.map(path -> absolute(path, environment));
                    case SIGNAL -> signal;
                    case FORMAT -> format;
                    case SOCKET_PATH,
                            FORMAT_MULTI,
                            TOOLTIP_FORMAT,
                            STATUSLINE_FORMAT,
                            ICONS,
                            DEBOUNCE,
                            DEBOUNCE_CAP,
                            IDLE_AFTER,
                            REMOVE_AFTER,
                            PERMISSION_GRACE,
                            FAILURE_PRIORITY,
                            HEADLESS,
                            WARN_CONTEXT,
                            WARN_LIMIT,
                            CLIENT_DIRS,
                            DETAIL,
                            LOG_LEVEL -> Optional.empty();
                };
        return value.filter(text -> !text.isBlank());
    }

    /**
     * A path option may be relative to the current directory. A variable may not, because processes with other current
     * directories inherit it.
     */
    private static String absolute(String path, Environment environment) {
        return path.isBlank() || !Environment.isRepresentable(path)
                ? path
                : environment.absolute(Path.of(path)).map(Path::toString).orElse(path);
    }

    static String option(Setting setting) {
        return "--" + setting.property().substring(Setting.PREFIX.length());
    }
}
