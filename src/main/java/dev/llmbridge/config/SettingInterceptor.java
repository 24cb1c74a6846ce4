package dev.llmbridge.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import java.io.Serial;
import java.util.Optional;

/**
 * Reads our settings as {@link SettingsReader} does: a blank variable counts as unset, and a value that means nothing
 * gives way to the default instead of stopping the program, as a hook has to go on. Stands next to the sources, so that
 * it sees settings that other properties refer to.
 */
@Priority(Priorities.PLATFORM)
final class SettingInterceptor implements ConfigSourceInterceptor {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ConfigFile file;

    SettingInterceptor(ConfigFile file) {
        this.file = file;
    }

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue found = context.proceed(name);
        Optional<Setting> setting = Setting.ofProperty(name);
        if (found == null || setting.isEmpty()) {
            return found;
        }
        Optional<String> value = effective(setting.get(), found.getValue());
        return value.isPresent() ? found.withValue(value.get()) : null;
    }

    private Optional<String> effective(Setting setting, String raw) {
        Optional<String> text = Optional.ofNullable(raw).filter(value -> !value.isBlank());
        return text.or(() -> file.get(setting)).flatMap(setting::canonical).or(() -> fallback(setting));
    }

    private static Optional<String> fallback(Setting setting) {
        return Optional.of(setting.defaultText()).filter(text -> !text.isEmpty());
    }
}
