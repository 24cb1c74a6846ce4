package dev.llmbridge.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Expressions;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import java.io.Serial;

/** Turns off expression expansion in our settings: {@code ${cost:.2}} is part of a format, not a Quarkus expression. */
@Priority(Priorities.APPLICATION + 1000)
final class LiteralValueInterceptor implements ConfigSourceInterceptor {
    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        return name.startsWith(Setting.PREFIX)
                ? Expressions.withoutExpansion(() -> context.proceed(name))
                : context.proceed(name);
    }
}
