package dev.llmbridge.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Expressions;
import io.smallrye.config.Priorities;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import jakarta.annotation.Priority;
import java.io.Serial;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Adds the settings to the config sources of Quarkus. */
public final class BridgeConfigCustomizer implements SmallRyeConfigBuilderCustomizer {
    private final Environment environment;

    /** Called by Quarkus. The uid does not matter: it determines only default paths, which are not passed to Quarkus. */
    public BridgeConfigCustomizer() {
        this(Environment.ofProcess(0));
    }

    BridgeConfigCustomizer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withSources(new SettingsSource(SettingsReader.properties(environment)))
                .withInterceptors(new LiteralValueInterceptor())
                .withMappingIgnore(Setting.PREFIX + "**");
    }

    /** Supplies the settings with the highest priority, so that only {@link SettingsReader} determines them. */
    private record SettingsSource(Map<String, String> values) implements ConfigSource {
        private static final int ABOVE_SYSTEM_PROPERTIES = 500;

        /** Lists no names. Otherwise, Quarkus would record the values as the program's defaults at build time. */
        @Override
        public Set<String> getPropertyNames() {
            return Set.of();
        }

        @Override
        public @Nullable String getValue(String property) {
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

    /** Turns off expression expansion in our settings: {@code ${cost:.2}} is part of a format, not an expression. */
    @Priority(Priorities.APPLICATION + 1000)
    private static final class LiteralValueInterceptor implements ConfigSourceInterceptor {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
            return name.startsWith(Setting.PREFIX)
                    ? Expressions.withoutExpansion(() -> context.proceed(name))
                    : context.proceed(name);
        }
    }
}
