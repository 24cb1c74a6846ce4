package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "Thinking | $1.23 => Thinking | $1.23",
                "a &amp; b &lt;c&gt; &quot;d&quot; &apos;e&#39; => a & b <c> \"d\" 'e'",
                "<b>bold</b> <span color=\"red\" alpha='50%'>red</span> => bold red",
                "<span title=\"a > b\">x</span> => x",
                "&amp;lt;b&amp;gt; => &lt;b&gt;",
                "&#x1F600;&#128512; => \uD83D\uDE00\uD83D\uDE00",
                "no & entity => no & entity",
                "3 < 4 => 3 < 4",
                "&nosuch; here => &nosuch; here"
            })
    void tags_are_removed_and_entities_unescaped(String markup, String text) {
        assertThat(PlainText.ofMarkup(markup)).isEqualTo(text);
    }

    @Test
    void text_is_one_line_without_control_characters() {
        assertThat(PlainText.ofMarkup("a&#10;b&#x7;c\nd")).isEqualTo("a bc d");
    }

    @Test
    void the_text_of_a_state_is_found_among_other_fields() {
        assertThat(PlainText.ofState("{\"other\":{\"text\":\"no\"},\"list\":[1],\"text\":\"&lt;yes&gt;\",\"n\":1}"))
                .isEqualTo("<yes>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{}", "{\"text\":1}", "{\"text\":", "nonsense"})
    void an_invalid_state_has_no_text(String state) {
        assertThat(PlainText.ofState(state)).isEmpty();
    }
}
