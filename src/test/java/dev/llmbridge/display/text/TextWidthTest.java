package dev.llmbridge.display.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As terminals have it; the width of each was read off tmux' cursor. */
class TextWidthTest {
    @ParameterizedTest
    @CsvSource({
        "plain, 5",
        "café, 4",
        "e\u0301, 1",
        "設計, 4",
        "デザイン, 8",
        "한국, 4",
        "Ａ, 2",
        "🚀, 2",
        "⚡, 2",
        "✅, 2",
        "⭐, 2",
        "🧪, 2",
        "🪐, 2",
        "🟢, 2",
        "⏰, 2",
        "☃, 1",
        "→, 1",
        "…, 1",
        "▰▱, 2",
        "\uDB81\uDD1F, 1"
    })
    void a_text_takes_as_many_columns_as_a_terminal_gives_it(String text, int columns) {
        assertThat(TextWidth.of(text)).isEqualTo(columns);
    }

    @Test
    void what_is_cut_fits() {
        assertThat(TextWidth.cut("⚡⚡⚡⚡⚡", 8)).isEqualTo("⚡⚡...");
        assertThat(TextWidth.cut("⚡⚡⚡", 6)).isEqualTo("⚡⚡⚡");
        assertThat(TextWidth.cut("⚡⚡", 3)).isEqualTo("⚡");
    }
}
