package dev.llmbridge.config;

import java.io.Serial;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a bare number as milliseconds, where the converter of Quarkus reads seconds. */
public final class DurationConverter implements Converter<Duration> {
    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public Duration convert(String text) {
        return DurationText.parse(text).orElseThrow(() -> new IllegalArgumentException("not a duration: " + text));
    }
}
