package dev.llmbridge.display.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.display.Xml;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PangoMarkupPropertiesTest {
    @Property(tries = 5000)
    void accepted_markup_is_also_accepted_by_an_xml_parser(@ForAll("almostMarkup") String markup) {
        if (PangoMarkup.isWellFormed(markup)) {
            assertThat(Xml.isWellFormed(markup)).as(markup).isTrue();
        }
    }

    @Property
    void escaped_text_is_shown_literally(@ForAll String text) {
        String clean = TextSanitizer.clean(text);

        assertThat(Xml.text(PangoMarkup.escape(clean))).isEqualTo(clean);
    }

    @Provide
    Arbitrary<String> almostMarkup() {
        return Arbitraries.of(
                        "<b>", "</b>", "<i/>", "<span", " color=", "'x'", "\"y\"", ">", "</span>", "&amp;", "&", "<",
                        "z", "]]>")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }
}
