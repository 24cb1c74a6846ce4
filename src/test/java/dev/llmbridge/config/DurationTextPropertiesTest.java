package dev.llmbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DurationTextPropertiesTest {
    @Property
    void any_text_is_parsed_without_an_exception(@ForAll String text) {
        assertThat(DurationText.parse(text).filter(Duration::isNegative)).isEmpty();
    }
}
