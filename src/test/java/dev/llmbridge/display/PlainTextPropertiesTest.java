package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.display.text.PangoMarkup;
import dev.llmbridge.display.text.TextSanitizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PlainTextPropertiesTest {
    @Property
    void escaped_text_is_restored(@ForAll String text) {
        String clean = TextSanitizer.clean(text);
        assertThat(PlainText.ofMarkup(PangoMarkup.escape(clean))).isEqualTo(clean);
    }

    @Property
    void any_input_becomes_one_line(@ForAll String text) {
        assertThat(PlainText.ofMarkup(text))
                .doesNotContain("\n")
                .isEqualTo(TextSanitizer.clean(PlainText.ofMarkup(text)));
        assertThat(PlainText.ofState(text)).isNotNull();
    }
}
