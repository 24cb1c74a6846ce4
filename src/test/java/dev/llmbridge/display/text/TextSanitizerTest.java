package dev.llmbridge.display.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextSanitizerTest {
    @Test
    void control_characters_and_invalid_code_points_are_removed() {
        assertThat(TextSanitizer.clean("a\u0000b\u001B[31mc\u007Fd\u0085e\uD83Df\uDE00g\uFFFFh\u202Ei"))
                .isEqualTo("ab[31mcd efghi");
    }

    @Test
    void line_breaks_and_tabs_become_spaces() {
        assertThat(TextSanitizer.clean("a\nb\rc\td\u2028e")).isEqualTo("a b c d e");
    }

    @Test
    void displayable_characters_are_kept() {
        String text = "naïve שלום e\u0301 👩‍👩‍👧 " + Character.toString(0xF051F);

        assertThat(TextSanitizer.clean(text)).isEqualTo(text);
    }

    @Test
    void only_text_longer_than_the_limit_is_truncated() {
        assertThat(TextSanitizer.truncate("12345678901234567890", 20)).isEqualTo("12345678901234567890");
        assertThat(TextSanitizer.truncate("123456789012345678901", 20)).isEqualTo("12345678901234567...");
    }

    @Test
    void the_limit_counts_code_points() {
        assertThat(TextSanitizer.truncate("😀".repeat(20), 20)).isEqualTo("😀".repeat(20));
        assertThat(TextSanitizer.truncate("😀".repeat(21), 20)).isEqualTo("😀".repeat(17) + "...");
    }

    @Test
    void grapheme_clusters_are_not_split() {
        assertThat(TextSanitizer.truncate("abcde\u0301\u0302fgh", 9)).isEqualTo("abcd...");
        assertThat(TextSanitizer.truncate("abc👩‍👩‍👧xyz", 9)).isEqualTo("abc...");
        assertThat(TextSanitizer.truncate("abc👍🏽xyzuv", 7)).isEqualTo("abc...");
        assertThat(TextSanitizer.truncate("a🇩🇪🇫🇷xyz", 7)).isEqualTo("a🇩🇪...");
    }

    @Test
    void a_grapheme_cluster_longer_than_the_limit_is_split() {
        assertThat(TextSanitizer.truncate("e" + "\u0301".repeat(100), 20)).isEqualTo("e" + "\u0301".repeat(16) + "...");
    }
}
