package dev.llmbridge.display.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TabStopsTest {
    @ParameterizedTest
    @CsvSource({
        "'', 8, '>'",
        "'', 16, '>>'",
        "1234567, 8, '>'",
        "12345678, 16, '>'",
        "123456789012345, 16, '>'",
        // 3.2 to 4 columns, in a font of whichever width
        "日本, 16, '>>'",
        // 6.4 to 8 columns: two spaces lead past the stop
        "日本語日, 16, '  >'",
        // 5.4 to 6.6
        "🚀🚀🚀, 8, '>'",
    })
    void tabs_lead_to_the_stop_whatever_the_width_of_the_characters(String text, int end, String padding) {
        assertThat(TabStops.padding(text, end)).contains(padding.replace('>', '\t'));
    }

    @Test
    void text_in_the_middle_of_a_line_begins_at_its_column() {
        assertThat(TabStops.padding("abc", 4, 8)).contains("\t");
        assertThat(TabStops.padding("abc", 12, 24)).contains("\t\t");
        assertThat(TabStops.padding("abcd", 4, 16)).contains("\t");
    }

    @ParameterizedTest
    @CsvSource({"12345678, 8", "日本語日本, 8", "ππ, 0"})
    void a_text_that_may_reach_the_stop_does_not_fit(String text, int end) {
        assertThat(TabStops.padding(text, end)).isEmpty();
    }

    @Test
    void a_long_text_of_another_script_has_its_likely_width() {
        assertThat(TabStops.padding("ש".repeat(40), 80)).isPresent();
        assertThat(TabStops.padding("日".repeat(40), 88)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "shop, true",
        "café, true",
        "Привет, true",
        "e\u0301, true",
        "☾, false",
        "日本, false",
        "חנות, false",
        "🚀, false"
    })
    void only_common_alphabets_have_a_certain_width(String text, boolean isCertain) {
        assertThat(TabStops.isCertain(text)).isEqualTo(isCertain);
    }
}
