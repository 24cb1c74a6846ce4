package dev.llmbridge.config;

import dev.llmbridge.posix.RealTimeSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The definition of each setting: its name, the values it accepts, and its default. */
public enum Setting {
    SOCKET_PATH("socket-path", ValueType.PATH, Environment.SOCKET_NAME),
    STATE_PATH("state-path", ValueType.PATH, Environment.STATE_NAME),
    SESSIONS_DIR("sessions-dir", ValueType.PATH, Environment.SESSIONS_NAME),
    SIGNAL("signal", ValueType.SIGNAL, "8"),
    FORMAT("format", ValueType.TEXT, Appearance.DEFAULT_FORMAT),
    FORMAT_MULTI("format-multi", ValueType.TEXT, Appearance.DEFAULT_FORMAT_MULTI),
    TOOLTIP_FORMAT("tooltip-format", ValueType.TEXT, Appearance.DEFAULT_TOOLTIP_FORMAT),
    STATUSLINE_FORMAT("statusline-format", ValueType.TEXT, Appearance.DEFAULT_STATUSLINE_FORMAT),
    ICONS("icons", ValueType.ICONS, "UNICODE"),
    DEBOUNCE("debounce", ValueType.DURATION, "16ms"),
    DEBOUNCE_CAP("debounce-cap", ValueType.DURATION, "50ms"),
    IDLE_AFTER("idle-after", ValueType.DURATION, "60s"),
    REMOVE_AFTER("remove-after", ValueType.DURATION, "30m"),
    PERMISSION_GRACE("permission-grace", ValueType.DURATION, "300ms"),
    FAILURE_PRIORITY("failure-priority", ValueType.DURATION, "10m"),
    HEADLESS("headless", ValueType.VISIBILITY, "show"),
    WARN_CONTEXT("warn-context", ValueType.PERCENT, WarningThresholds.DEFAULT_PERCENT),
    WARN_LIMIT("warn-limit", ValueType.PERCENT, WarningThresholds.DEFAULT_PERCENT),
    CLIENT_DIRS("client-dirs", ValueType.PATHS, ""),
    DETAIL("detail", ValueType.BOOLEAN, "false"),
    LOG_LEVEL("log-level", ValueType.LOG_LEVEL, "INFO");

    static final String PREFIX = "llm-bridge.";
    static final String HIDE = "hide";

    private static final String PATH_SEPARATOR = ":";
    private static final int MAX_PERCENT = 100;

    private final String property;
    private final String variable;
    private final ValueType type;
    private final String defaultText;

    Setting(String name, ValueType type, String defaultText) {
        this.property = PREFIX + name;
        this.variable = Environment.PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
        this.type = type;
        this.defaultText = defaultText;
    }

    public String property() {
        return property;
    }

    public String variable() {
        return variable;
    }

    /** Returns the accepted values, worded to follow "must be". */
    String validValues() {
        return type.validValues;
    }

    /** Returns the default; empty if there is none. A default path is relative to the runtime directory. */
    String defaultText() {
        return defaultText;
    }

    /** Splits a canonical list of paths. */
    static List<Path> paths(String canonical) {
        List<Path> paths = new ArrayList<>();
        for (String part : parts(canonical)) {
            if (!part.isEmpty()) {
                paths.add(Path.of(part));
            }
        }
        return paths;
    }

    /**
     * Returns whether the setting is allowed in the user's file. The paths of the daemon's files are not: every client
     * must find the same daemon, and hooks do not read a file to find it.
     */
    boolean isAllowedInFile() {
        return type != ValueType.PATH;
    }

    /** Returns the canonical form of a value; empty if {@code raw} is invalid. */
    Optional<String> canonical(String raw) {
        return switch (type) {
            case PATH -> absolutePath(raw);
            case PATHS -> absolutePaths(raw);
            case SIGNAL -> number(raw.strip(), RealTimeSignal.MIN, RealTimeSignal.MAX);
            case PERCENT -> number(raw.strip(), 0, MAX_PERCENT);
            case TEXT -> Optional.of(raw);
            case ICONS -> icons(raw.strip());
            case VISIBILITY -> visibility(raw.strip());
            case DURATION -> DurationText.parse(raw).map(Duration::toMillis).map(String::valueOf);
            case BOOLEAN -> parseBoolean(raw.strip());
            case LOG_LEVEL -> logLevel(raw.strip());
        };
    }

    /**
     * Converts a canonical value or a default to the form that Quarkus parses. Durations get a unit, because Quarkus
     * reads a plain number as seconds. A default path becomes empty.
     */
    String forQuarkus(String value) {
        return switch (type) {
            case DURATION -> DurationText.parse(value).orElseThrow().toString();
            case PATH -> value.equals(defaultText) ? "" : value;
            case PATHS, SIGNAL, PERCENT, TEXT, ICONS, VISIBILITY, BOOLEAN, LOG_LEVEL -> value;
        };
    }

    /** Returns whether {@code raw} can be converted to paths; true for settings that are not paths. */
    boolean isRepresentable(String raw) {
        return switch (type) {
            case PATH, PATHS -> Environment.isRepresentable(raw);
            case SIGNAL, PERCENT, TEXT, ICONS, VISIBILITY, DURATION, BOOLEAN, LOG_LEVEL -> true;
        };
    }

    private static Optional<String> absolutePath(String raw) {
        if (!Environment.isRepresentable(raw)) {
            return Optional.empty();
        }
        Path path = Path.of(raw).normalize();
        // The root directory cannot be a file of ours, and has no parent in which to create one.
        return path.isAbsolute() && path.getNameCount() > 0 ? Optional.of(path.toString()) : Optional.empty();
    }

    private static Optional<String> absolutePaths(String raw) {
        List<String> paths = new ArrayList<>();
        for (String part : parts(raw)) {
            if (part.isBlank()) {
                continue;
            }
            Optional<String> path = absolutePath(part.strip());
            if (path.isEmpty()) {
                return Optional.empty();
            }
            paths.add(path.get());
        }
        return Optional.of(String.join(PATH_SEPARATOR, paths));
    }

    /** Does not call {@link String#split}, because code that hooks run must not depend on regular expressions. */
    private static List<String> parts(String paths) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int end = paths.indexOf(PATH_SEPARATOR);
        while (end >= 0) {
            parts.add(paths.substring(start, end));
            start = end + PATH_SEPARATOR.length();
            end = paths.indexOf(PATH_SEPARATOR, start);
        }
        parts.add(paths.substring(start));
        return parts;
    }

    private static Optional<String> number(String raw, int min, int max) {
        try {
            int number = Integer.parseInt(raw);
            return number >= min && number <= max ? Optional.of(Integer.toString(number)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> icons(String raw) {
        String name = raw.toUpperCase(Locale.ROOT);
        for (IconSet set : IconSet.values()) {
            if (set.name().equals(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> visibility(String raw) {
        String name = raw.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "show", HIDE -> Optional.of(name);
            default -> Optional.empty();
        };
    }

    private static Optional<String> parseBoolean(String raw) {
        return switch (raw.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> Optional.of("true");
            case "false", "0", "no", "off" -> Optional.of("false");
            default -> Optional.empty();
        };
    }

    private static Optional<String> logLevel(String raw) {
        String level = raw.toUpperCase(Locale.ROOT);
        return switch (level) {
            case "ERROR", "WARN", "INFO", "DEBUG" -> Optional.of(level);
            default -> Optional.empty();
        };
    }

    private enum ValueType {
        PATH("an absolute path"),
        PATHS("absolute paths separated by ':'"),
        SIGNAL("a number from " + RealTimeSignal.MIN + " to " + RealTimeSignal.MAX),
        PERCENT("a number from 0 to " + MAX_PERCENT),
        TEXT("text"),
        ICONS("nerd, unicode, ascii or none"),
        VISIBILITY("show or hide"),
        DURATION("a duration from 0 to 30d, such as 16 (milliseconds), 16ms, 2s, 5m, 1h or PT2S"),
        BOOLEAN("true or false"),
        LOG_LEVEL("ERROR, WARN, INFO or DEBUG");

        private final String validValues;

        ValueType(String validValues) {
            this.validValues = validValues;
        }
    }
}
