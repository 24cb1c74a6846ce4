package dev.llmbridge.display.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectionalTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"חנות", "shop חנות", "متجر", "١٢", "ܫܠܡܐ", "\uD83A\uDD00"})
    void text_from_right_to_left_is_isolated_after_a_mark(String text) {
        String isolated = "\u200E\u2068" + text + "\u2069";

        assertThat(DirectionalText.isolate(text)).isEqualTo(isolated);
        assertThat(DirectionalText.isolateIfRightToLeft(text)).isEqualTo(isolated);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shop", "日本語", "🚀", "Привет", "12%"})
    void other_text_is_isolated_only_where_it_may_not_be(String text) {
        assertThat(DirectionalText.isolate(text)).isEqualTo("\u2068" + text + "\u2069");
        assertThat(DirectionalText.isolateIfRightToLeft(text)).isEqualTo(text);
    }
}
