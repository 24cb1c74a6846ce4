package dev.llmbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DurationTextPropertiesTest {
    @Property
    void any_text_is_read_or_refused_without_an_error(@ForAll String text) {
        assertThat(DurationText.parse(text).filter(Duration::isNegative)).isEmpty();
    }
}
