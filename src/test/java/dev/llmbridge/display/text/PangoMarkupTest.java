package dev.llmbridge.display.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PangoMarkupTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain > text 'with' \"quotes\"",
                "<b>x</b><i/>",
                "<span color='red' size=\"large\">x<tt>y</tt></span >",
                "<span font = 'a>b'>x</span>",
                "<span color='#abc' bgcolor='light blue' underline_color='#AABBCCDD' weight='bold'>x</span>",
                "&amp;&lt;&gt;&quot;&apos;&#65;&#x41;",
            })
    void pango_markup_is_well_formed(String markup) {
        assertThat(PangoMarkup.isWellFormed(markup)).isTrue();
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
                "<span colour='red'>x</span>",
                "<span color=''>x</span>",
                "<span color='#ab'>x</span>",
                "<span color='#abcde'>x</span>",
                "<span color='#ggg'>x</span>",
                "<span color='0'>x</span>",
                "<span size='\uFFFC'>x</span>",
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
    void other_markup_is_malformed(String markup) {
        assertThat(PangoMarkup.isWellFormed(markup)).isFalse();
    }
}
