package dev.llmbridge.config;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Supplies the settings to Quarkus with the highest priority, so that only {@link SettingsReader} decides on them. */
final class SettingsSource implements ConfigSource {
    private static final int ABOVE_SYSTEM_PROPERTIES = 500;

    private final Map<String, String> values;

    SettingsSource(Environment environment) {
        values = SettingsReader.properties(environment);
    }

    /** Lists no names: Quarkus would record their values as defaults of the program when it is built. */
    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public String getValue(String property) {
        return values.get(property);
    }

    @Override
    public String getName() {
        return "waybar-llm-bridge settings";
    }

    @Override
    public int getOrdinal() {
        return ABOVE_SYSTEM_PROPERTIES;
    }
}
