package dev.llmbridge.display.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TextSanitizerPropertiesTest {
    @Property
    void truncated_text_contains_only_whole_characters_and_fits_the_limit(
            @ForAll String text, @ForAll @IntRange(min = 4, max = 40) int max) {
        String clean = TextSanitizer.clean(text);

        String truncated = TextSanitizer.truncate(clean, max);

        assertThat(truncated.codePointCount(0, truncated.length())).isLessThanOrEqualTo(max);
        assertThat(TextSanitizer.clean(truncated)).isEqualTo(truncated);
    }
}
