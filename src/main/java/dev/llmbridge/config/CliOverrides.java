package dev.llmbridge.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings given as options, unparsed. A blank one counts as not given.
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

    /** The same for the bar, where {@code --format} is of another text than the bar's. */
    public CliOverrides withoutFormat() {
        return new CliOverrides(statePath, sessionsDir, signal, Optional.empty());
    }

    Optional<String> get(Setting setting) {
        Optional<String> value =
                switch (setting) {
                    case STATE_PATH -> statePath.map(CliOverrides::absolute);
                    case SESSIONS_DIR -> sessionsDir.map(CliOverrides::absolute);
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
                            CLIENT_DIRS,
                            DETAIL,
                            LOG_LEVEL -> Optional.empty();
                };
        return value.filter(text -> !text.isBlank());
    }

    /** A shell's user may name a path from the current folder; a variable is inherited by processes elsewhere. */
    private static String absolute(String path) {
        return path.isBlank() || !Environment.isNameable(path)
                ? path
                : Path.of(path).toAbsolutePath().toString();
    }

    static String option(Setting setting) {
        return "--" + setting.property().substring(Setting.PREFIX.length());
    }
}
