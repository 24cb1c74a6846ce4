package dev.llmbridge.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Individual icons set by the user: {@code llm-bridge.icon.NAME} in the settings file, {@code LLM_BRIDGE_ICON_NAME} in
 * the environment. NAME is an activity or a tool; any tool is allowed, so the names are not listed.
 */
final class IconOverrides {
    static final String PROPERTY = Setting.PREFIX + "icon.";
    static final String VARIABLE = Environment.PREFIX + "ICON_";

    /** Returns the icons by lower-case name. The environment overrides the file; blank values count as unset. */
    static Map<String, String> read(Environment environment, ConfigFile file) {
        Map<String, String> icons = new HashMap<>();
        collect(file.values(), PROPERTY, icons);
        collect(environment.variables(), VARIABLE, icons);
        return icons;
    }

    static boolean areSetIn(Environment environment) {
        return !read(environment, ConfigFile.NONE).isEmpty();
    }

    private static void collect(Map<String, String> values, String prefix, Map<String, String> icons) {
        for (Map.Entry<String, String> value : values.entrySet()) {
            String name = value.getKey();
            if (name.startsWith(prefix) && !value.getValue().isBlank()) {
                icons.put(name.substring(prefix.length()).toLowerCase(Locale.ROOT), value.getValue());
            }
        }
    }

    private IconOverrides() {}
}
