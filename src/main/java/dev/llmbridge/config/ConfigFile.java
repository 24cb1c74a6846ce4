package dev.llmbridge.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The user's settings file, {@code waybar-llm-bridge/config.properties} in the configuration directory.
 *
 * @param path the path of the file, which need not exist; empty if neither XDG_CONFIG_HOME nor HOME is set
 * @param modified when the file that was read had last been modified; empty if it does not exist
 * @param values all properties by name, unknown ones included
 * @param problems the reasons why the file could not be read, one line each
 */
public record ConfigFile(
        Optional<Path> path, Optional<Instant> modified, Map<String, String> values, List<String> problems) {
    static final ConfigFile NONE = new ConfigFile(Optional.empty(), Optional.empty(), Map.of(), List.of());

    private static final long MAX_BYTES = 64 * 1024;

    public ConfigFile {
        values = Map.copyOf(values);
        problems = List.copyOf(problems);
    }

    /** Reads the file; a missing file counts as an empty one. */
    static ConfigFile read(Environment environment) {
        Optional<Path> path = environment.configFile();
        return path.filter(ConfigFile::exists).map(ConfigFile::read).orElseGet(() -> missing(path));
    }

    /** Parses the text of a file in the format of {@link Properties}. */
    static ConfigFile parse(Path path, String text) {
        return parse(path, Optional.empty(), text);
    }

    private static ConfigFile parse(Path path, Optional<Instant> modified, String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            return broken(path, modified, "contains a malformed \\uXXXX escape");
        }
        Map<String, String> values = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            values.put(name, properties.getProperty(name));
        }
        return new ConfigFile(Optional.of(path), modified, values, List.of());
    }

    /** Returns the value of a setting; empty if it is blank or not allowed in the file. */
    Optional<String> get(Setting setting) {
        return setting.isAllowedInFile() ? raw(setting) : Optional.empty();
    }

    /** Returns the value of a setting, whether or not it is allowed in the file; empty if it is blank. */
    Optional<String> raw(Setting setting) {
        return Optional.ofNullable(values.get(setting.property())).filter(value -> !value.isBlank());
    }

    private static ConfigFile read(Path path) {
        Optional<Instant> modified = Optional.empty();
        try {
            // Read before the content: after a change in between, the time is that of an earlier content, not a later.
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            modified = Optional.of(attributes.lastModifiedTime().toInstant());
            if (attributes.size() > MAX_BYTES) {
                return broken(path, modified, "is larger than " + MAX_BYTES + " bytes");
            }
            return parse(path, modified, new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return broken(path, modified, "cannot be read");
        }
    }

    /**
     * Uses java.io because most users have no such file, and initialising java.nio.file takes longer than this check.
     */
    private static boolean exists(Path path) {
        return path.toFile().isFile();
    }

    private static ConfigFile missing(Optional<Path> path) {
        return new ConfigFile(path, Optional.empty(), Map.of(), List.of());
    }

    private static ConfigFile broken(Path path, Optional<Instant> modified, String reason) {
        return new ConfigFile(Optional.of(path), modified, Map.of(), List.of(path + " " + reason));
    }
}
