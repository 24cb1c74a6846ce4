package dev.llmbridge.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The user's file: above what the program brings along, below the environment. */
final class ConfigFileSource implements ConfigSource {
    private static final int BELOW_ENVIRONMENT = 280;

    private final Map<String, String> values = new HashMap<>();

    ConfigFileSource(ConfigFile file) {
        for (Setting setting : Setting.values()) {
            file.get(setting).ifPresent(value -> values.put(setting.property(), value));
        }
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public String getValue(String property) {
        return values.get(property);
    }

    @Override
    public String getName() {
        return "waybar-llm-bridge/config.properties";
    }

    @Override
    public int getOrdinal() {
        return BELOW_ENVIRONMENT;
    }
}
