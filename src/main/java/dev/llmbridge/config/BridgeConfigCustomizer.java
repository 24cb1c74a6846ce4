package dev.llmbridge.config;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/** Adds the settings to the config sources of Quarkus. */
public final class BridgeConfigCustomizer implements SmallRyeConfigBuilderCustomizer {
    private final Environment environment;

    /** Called by Quarkus. The uid does not matter, because default paths in the runtime folder are not supplied. */
    public BridgeConfigCustomizer() {
        this(Environment.ofProcess(0));
    }

    BridgeConfigCustomizer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withSources(new SettingsSource(environment))
                .withInterceptors(new LiteralValueInterceptor())
                .withMappingIgnore(Setting.PREFIX + "**");
    }
}
