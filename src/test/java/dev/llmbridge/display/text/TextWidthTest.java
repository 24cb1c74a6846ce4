package dev.llmbridge.display.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected widths were measured from the cursor position in tmux. */
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
    void the_width_matches_a_terminal(String text, int columns) {
        assertThat(TextWidth.of(text)).isEqualTo(columns);
    }

    @Test
    void truncated_text_fits() {
        assertThat(TextWidth.truncate("⚡⚡⚡⚡⚡", 8)).isEqualTo("⚡⚡...");
        assertThat(TextWidth.truncate("⚡⚡⚡", 6)).isEqualTo("⚡⚡⚡");
        assertThat(TextWidth.truncate("⚡⚡", 3)).isEqualTo("⚡");
    }
}
