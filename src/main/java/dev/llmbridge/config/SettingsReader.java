package dev.llmbridge.config;

import dev.llmbridge.session.Expiry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the settings without Quarkus. A wrong value is a problem and leaves its setting at the default. */
public final class SettingsReader {
    private static final int MAX_QUOTED = 60;

    private final CliOverrides commandLine;
    private final Environment environment;
    private final ConfigFile file;
    private final List<String> problems = new ArrayList<>();

    private SettingsReader(CliOverrides commandLine, Environment environment, ConfigFile file) {
        this.commandLine = commandLine;
        this.environment = environment;
        this.file = file;
    }

    /**
     * What was read.
     *
     * @param problems a line for each wrong value: its variable, option or name, the value, and what it takes
     */
    public record SettingsReading(Settings settings, List<String> problems) {}

    /** Reads command line, environment and the user's file. */
    public static SettingsReading read(CliOverrides commandLine, Environment environment) {
        return read(commandLine, environment, ConfigFile.read(environment));
    }

    /** The daemon's socket alone: opens no file. */
    public static Path socket(Environment environment) {
        return new SettingsReader(CliOverrides.NONE, environment, ConfigFile.NONE).path(Setting.SOCKET_PATH);
    }

    /** The names in the user's file, and of our kind in the environment, that mean nothing to anybody; sorted. */
    public static List<String> unknownNames(Environment environment) {
        return UnknownSettings.in(environment, ConfigFile.read(environment));
    }

    static SettingsReading read(CliOverrides commandLine, Environment environment, ConfigFile file) {
        return new SettingsReader(commandLine, environment, file).read();
    }

    private SettingsReading read() {
        environment.problem().ifPresent(problems::add);
        problems.addAll(file.problems());
        reportPathsInFile();
        Settings settings = new Settings(
                path(Setting.SOCKET_PATH),
                path(Setting.STATE_PATH),
                path(Setting.SESSIONS_DIR),
                Integer.parseInt(text(Setting.SIGNAL)),
                appearance(),
                duration(Setting.DEBOUNCE),
                duration(Setting.DEBOUNCE_CAP),
                new Expiry(
                        duration(Setting.IDLE_AFTER),
                        duration(Setting.REMOVE_AFTER),
                        duration(Setting.PERMISSION_GRACE)),
                environment.clientSessions(Setting.paths(text(Setting.CLIENT_DIRS))),
                Boolean.parseBoolean(text(Setting.DETAIL)));
        text(Setting.LOG_LEVEL);
        return new SettingsReading(settings, List.copyOf(problems));
    }

    private Appearance appearance() {
        return new Appearance(
                text(Setting.FORMAT),
                text(Setting.FORMAT_MULTI),
                text(Setting.TOOLTIP_FORMAT),
                text(Setting.STATUSLINE_FORMAT),
                IconSet.valueOf(text(Setting.ICONS)),
                IconOverrides.read(environment, file),
                isAppearanceOwn(commandLine, environment));
    }

    /** Whether this process was told how the bar is to look, so that others of the user may not have been told. */
    static boolean isAppearanceOwn(CliOverrides commandLine, Environment environment) {
        return isLocal(Setting.FORMAT, commandLine, environment)
                || isLocal(Setting.FORMAT_MULTI, commandLine, environment)
                || isLocal(Setting.TOOLTIP_FORMAT, commandLine, environment)
                || isLocal(Setting.ICONS, commandLine, environment)
                || IconOverrides.areIn(environment);
    }

    private static boolean isLocal(Setting setting, CliOverrides commandLine, Environment environment) {
        return commandLine.get(setting).isPresent()
                || environment.get(setting.variable()).isPresent();
    }

    private Path path(Setting setting) {
        String text = text(setting);
        return text.isEmpty() ? environment.defaultPath(setting) : Path.of(text);
    }

    private Duration duration(Setting setting) {
        return DurationText.parse(text(setting)).orElseThrow();
    }

    private String text(Setting setting) {
        Optional<String> option = commandLine.get(setting);
        if (option.isPresent()) {
            return accept(setting, CliOverrides.option(setting), option.get());
        }
        Optional<String> variable = environment.get(setting.variable());
        if (variable.isPresent()) {
            return accept(setting, setting.variable(), variable.get());
        }
        Optional<String> line = file.get(setting);
        if (line.isPresent()) {
            return accept(setting, setting.property() + inFile(), line.get());
        }
        return setting.defaultText();
    }

    private String accept(Setting setting, String origin, String raw) {
        Optional<String> value = setting.canonical(raw);
        if (value.isEmpty()) {
            problems.add(origin + " is " + quote(raw)
                    + (setting.isNameable(raw) ? " but takes " + setting.takes() : Environment.UNNAMEABLE));
        }
        return value.orElse(setting.defaultText());
    }

    private void reportPathsInFile() {
        for (Setting setting : Setting.values()) {
            Optional<String> misplaced = setting.isAllowedInFile() ? Optional.empty() : file.raw(setting);
            misplaced.ifPresent(raw -> problems.add(setting.property() + inFile() + " is " + quote(raw)
                    + " but is taken only from the environment: " + setting.variable()));
        }
    }

    private String inFile() {
        return file.path().map(path -> " in " + path).orElse("");
    }

    private static String quote(String raw) {
        StringBuilder out = new StringBuilder("'");
        int length = Math.min(raw.length(), MAX_QUOTED);
        for (int i = 0; i < length; i++) {
            char c = raw.charAt(i);
            out.append(Character.isISOControl(c) ? ' ' : c);
        }
        return out.append(length < raw.length() ? "...'" : "'").toString();
    }
}
