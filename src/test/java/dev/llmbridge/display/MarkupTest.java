package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain > text 'with' \"quotes\"",
                "<b>x</b><i/>",
                "<span color='red' size=\"large\">x<tt>y</tt></span >",
                "<span color = 'a>b'>x</span>",
                "&amp;&lt;&gt;&quot;&apos;&#65;&#x41;",
            })
    void markup_of_pango_is_well_formed(String markup) {
        assertThat(Markup.isWellFormed(markup)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<",
                "<b",
                "<b>",
                "</b>",
                "<b></i>",
                "<b><i></b></i>",
                "<a>x</a>",
                "<B>x</B>",
                "<b x='1'>x</b>",
                "<span color=red>x</span>",
                "<span color='1' color='2'>x</span>",
                "<span color='<'>x</span>",
                "<span color='1'size='2'>x</span>",
                "<!-- x -->",
                "<?x?>",
                "&",
                "& ;",
                "&nbsp;",
                "&#0;",
                "&#xD800;",
                "&#x110000;",
                "&#;",
                "&#x;",
                "&#99999999999;",
            })
    void everything_else_is_not(String markup) {
        assertThat(Markup.isWellFormed(markup)).isFalse();
    }

    @Property(tries = 5000)
    void what_it_accepts_an_xml_parser_accepts(@ForAll("almostMarkup") String markup) {
        if (Markup.isWellFormed(markup)) {
            assertThat(Xml.isWellFormed(markup)).as(markup).isTrue();
        }
    }

    @Property
    void escaped_text_reads_as_it_was(@ForAll String text) {
        String clean = Text.clean(text);

        assertThat(Xml.text(Markup.escape(clean))).isEqualTo(clean);
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
