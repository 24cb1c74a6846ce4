package dev.llmbridge.config;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSourceLoader;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.smallrye.config.SysPropConfigSource;

/**
 * Restricts the config sources of Quarkus to the environment, system properties and the packaged
 * application.properties. By default, Quarkus also reads {@code .env} and {@code config/application.properties} in the
 * current directory, which is usually the user's project. The option {@code quarkus.config.sources.system-only} is
 * not sufficient, because Quarkus then still reads {@code .env}.
 */
@StaticInitSafe
public final class ConfigSourcesCustomizer implements SmallRyeConfigBuilderCustomizer {
    private static final int ORDINAL_OF_ENVIRONMENT = 300;
    private static final int ORDINAL_OF_APPLICATION = 250;

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.setAddDefaultSources(false)
                .setAddSystemSources(false)
                .setAddPropertiesSources(false)
                .withSources(new SysPropConfigSource(), new EnvConfigSource(System.getenv(), ORDINAL_OF_ENVIRONMENT))
                .withSources(PropertiesConfigSourceLoader.inClassPath(
                        "application.properties", ORDINAL_OF_APPLICATION, builder.getClassLoader()));
    }

    /** Runs after the customizers of Quarkus, which add its default sources. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }
}
