package dev.llmbridge.config;

import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.session.Expiry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the settings without Quarkus. An invalid value is reported as a problem and replaced by the default. */
public final class SettingsReader {
    private static final int MAX_QUOTED = 60;
    private static final String LIMITS_FILE = "waybar-llm-bridge/limits.json";

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
     * The settings, and what was wrong with their values.
     *
     * @param problems one line each; for an invalid value, the line names the option, variable or property, the value
     *     and the valid values
     * @param file the user's file, from which some of them were read
     */
    public record SettingsResult(Settings settings, List<String> problems, ConfigFile file) {
        public SettingsResult {
            problems = List.copyOf(problems);
        }

        /** Returns a copy with further problems. */
        public SettingsResult withProblems(List<String> further) {
            List<String> all = new ArrayList<>(problems);
            all.addAll(further);
            return new SettingsResult(settings, all, file);
        }
    }

    /** Reads the command line, the environment and the user's file, in descending order of precedence. */
    public static SettingsResult read(CliOverrides commandLine, Environment environment) {
        return read(commandLine, environment, ConfigFile.read(environment));
    }

    /** Reads only the path of the daemon's socket, without opening a file. */
    public static Path socket(Environment environment) {
        return new SettingsReader(CliOverrides.NONE, environment, ConfigFile.NONE).path(Setting.SOCKET_PATH);
    }

    /**
     * Returns the values of all settings, keyed by property name, in the form that Quarkus parses; a default path
     * becomes an empty value.
     */
    static Map<String, String> properties(Environment environment) {
        SettingsReader reader = new SettingsReader(CliOverrides.NONE, environment, ConfigFile.read(environment));
        Map<String, String> properties = new HashMap<>();
        for (Setting setting : Setting.values()) {
            properties.put(setting.property(), setting.forQuarkus(reader.text(setting)));
        }
        return properties;
    }

    static SettingsResult read(CliOverrides commandLine, Environment environment, ConfigFile file) {
        return new SettingsReader(commandLine, environment, file).read();
    }

    private SettingsResult read() {
        environment.problem().ifPresent(problems::add);
        problems.addAll(file.problems());
        reportMisplacedPaths();
        Settings settings = new Settings(
                environment.runtimeDirectory(),
                path(Setting.SOCKET_PATH),
                path(Setting.STATE_PATH),
                path(Setting.SESSIONS_DIR),
                new RealTimeSignal(Integer.parseInt(text(Setting.SIGNAL))),
                appearance(),
                duration(Setting.DEBOUNCE),
                duration(Setting.DEBOUNCE_CAP),
                new Expiry(
                        duration(Setting.IDLE_AFTER),
                        duration(Setting.REMOVE_AFTER),
                        duration(Setting.PERMISSION_GRACE),
                        duration(Setting.FAILURE_PRIORITY)),
                text(Setting.HEADLESS).equals(Setting.HIDE),
                environment.clientSessionsDirectories(Setting.paths(text(Setting.CLIENT_DIRS))),
                environment.stateDirectory().map(directory -> directory.resolve(LIMITS_FILE)),
                Boolean.parseBoolean(text(Setting.DETAIL)));
        // Only validated here: Quarkus applies it.
        text(Setting.LOG_LEVEL);
        return new SettingsResult(settings, problems, file);
    }

    private Appearance appearance() {
        return new Appearance(
                text(Setting.FORMAT),
                text(Setting.FORMAT_MULTI),
                text(Setting.TOOLTIP_FORMAT),
                text(Setting.STATUSLINE_FORMAT),
                IconSet.valueOf(text(Setting.ICONS)),
                IconOverrides.read(environment, file),
                isProcessLocal(Setting.FORMAT)
                        || isProcessLocal(Setting.FORMAT_MULTI)
                        || isProcessLocal(Setting.TOOLTIP_FORMAT)
                        || isProcessLocal(Setting.ICONS)
                        || isProcessLocal(Setting.WARN_CONTEXT)
                        || isProcessLocal(Setting.WARN_LIMIT)
                        || IconOverrides.areSetIn(environment),
                new WarningThresholds(
                        Integer.parseInt(text(Setting.WARN_CONTEXT)), Integer.parseInt(text(Setting.WARN_LIMIT))));
    }

    /** Returns whether other processes of the user may have a different value. */
    private boolean isProcessLocal(Setting setting) {
        return commandLine.get(setting, environment).isPresent()
                || environment.get(setting.variable()).isPresent();
    }

    private Path path(Setting setting) {
        return environment.runtimeDirectory().resolve(text(setting));
    }

    private Duration duration(Setting setting) {
        return DurationText.parse(text(setting)).orElseThrow();
    }

    private String text(Setting setting) {
        Optional<String> option = commandLine.get(setting, environment);
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
                    + (setting.isRepresentable(raw)
                            ? " but must be " + setting.validValues() + reason(origin, raw)
                            : Environment.UNREPRESENTABLE));
        }
        return value.orElse(setting.defaultText());
    }

    /** Why an option is refused that would be accepted elsewhere. */
    private String reason(String origin, String raw) {
        boolean refused = environment.isDirectoryDeleted() && origin.startsWith("--") && !raw.startsWith("/");
        return refused ? ", because the current directory has been deleted" : "";
    }

    private void reportMisplacedPaths() {
        for (Setting setting : Setting.values()) {
            Optional<String> misplaced = setting.isAllowedInFile() ? Optional.empty() : file.raw(setting);
            misplaced.ifPresent(raw -> problems.add(setting.property() + inFile() + " is " + quote(raw)
                    + " but cannot be set in the file; set it in the environment: " + setting.variable()));
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
