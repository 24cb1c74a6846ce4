package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.display.text.Markup;
import dev.llmbridge.display.text.Text;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PlainTextPropertiesTest {
    @Property
    void what_was_escaped_reads_as_it_was(@ForAll String text) {
        String clean = Text.clean(text);
        assertThat(PlainText.ofMarkup(Markup.escape(clean))).isEqualTo(clean);
    }

    @Property
    void any_text_reads_as_one_line(@ForAll String text) {
        assertThat(PlainText.ofMarkup(text)).doesNotContain("\n").isEqualTo(Text.clean(PlainText.ofMarkup(text)));
        assertThat(PlainText.ofState(text)).isNotNull();
    }
}
