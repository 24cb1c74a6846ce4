package dev.llmbridge.display.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TextSanitizerPropertiesTest {
    @Property
    void shortened_text_contains_only_whole_characters_and_fits_the_limit(
            @ForAll String text, @ForAll @IntRange(min = 4, max = 40) int max) {
        String clean = TextSanitizer.clean(text);

        String shortened = TextSanitizer.shorten(clean, max);

        assertThat(shortened.codePointCount(0, shortened.length())).isLessThanOrEqualTo(max);
        assertThat(TextSanitizer.clean(shortened)).isEqualTo(shortened);
    }
}
