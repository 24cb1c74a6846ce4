package dev.llmbridge.config;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/** Adds the user's file to the sources of Quarkus, and the rules by which our settings are read. */
public final class BridgeConfigCustomizer implements SmallRyeConfigBuilderCustomizer {
    private final Environment environment;

    /** Called by Quarkus. The uid does not matter: the user's file is not in the runtime folder. */
    public BridgeConfigCustomizer() {
        this(Environment.ofProcess(0));
    }

    BridgeConfigCustomizer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        ConfigFile file = ConfigFile.read(environment);
        builder.withSources(new ConfigFileSource(file))
                .withInterceptors(new SettingInterceptor(file), new LiteralValueInterceptor())
                .withMappingIgnore(Setting.PREFIX + "**");
    }
}
